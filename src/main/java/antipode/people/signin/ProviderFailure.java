package antipode.people.signin;

/// A provider that doesn't answer, or says what can't be believed. Its message is a sentence for whoever stands at the door.
final class ProviderFailure extends Exception {

    ProviderFailure(String sentence) {
        super(sentence);
    }

    ProviderFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    String sentence() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}
