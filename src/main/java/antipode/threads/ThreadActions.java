package antipode.threads;

import antipode.threads.QuickAction.Effect;
import antipode.web.Problem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What one can order of every thread.
@Configuration(proxyBeanMethods = false)
class ThreadActions {

    @Bean
    QuickAction title(Threads threads) {
        return QuickAction.of("title", "new title", "Changes the title.", _ -> true, order -> {
            String title = Words.line(order.someArguments("/title Who pays for weather?"));
            threads.requireEditor(order.actor(), order.issuable());
            if (title.length() > 255) {
                throw new Problem(422, "A title has at most 255 characters; this one has " + title.length() + ".");
            }
            return Effect.of(
                    "Changes the title to “" + title + "”.", "Changed the title to “" + title + "”.", "title", title,
                    locked -> threads.edit(order.actor(), locked.id(), title, null));
        });
    }

    @Bean
    QuickAction confidential(Threads threads) {
        return QuickAction.of(
                "confidential", "", "Shows it only to reporters upwards and whom it concerns.",
                issuable -> issuable.kind() == Issuable.Kind.ISSUE,
                order -> {
                    order.noArguments();
                    threads.requireEditor(order.actor(), order.issuable());
                    return Effect.of(
                            "Makes it confidential.", "Made it confidential.", "confidential", true,
                            locked -> threads.conceal(order.actor(), locked, true));
                });
    }
}
