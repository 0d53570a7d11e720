package antipode.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import antipode.repositories.Ownership.Owner;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private static String owners(Ownership ownership, String path) {
        return String.join(" ", ownership.owners(path).stream().map(Owner::written).toList());
    }

    private static Ownership read(String text) {
        return Ownership.read("CODEOWNERS", text);
    }

    @Test
    void theLastLineThatFitsCounts() {
        var ownership = read("""
                # Everything
                * @kei
                *.md @ana
                /people/ @mia
                /people/hiring.md
                """);
        assertThat(owners(ownership, "Makefile")).isEqualTo("@kei");
        assertThat(owners(ownership, "a/b/c.md")).isEqualTo("@ana");
        assertThat(owners(ownership, "people/README.md")).isEqualTo("@mia");
        assertThat(owners(ownership, "people/deep/er/x.txt")).isEqualTo("@mia");
        assertThat(owners(ownership, "people/hiring.md")).as("a line without owners takes them away").isEmpty();
        assertThat(owners(ownership, "other/people/x.txt")).isEqualTo("@kei");
    }

    @Test
    void patternsFitAsInGitLab() {
        var ownership = read("""
                README.md @any-depth
                /docs/*.md @one-level
                /docs/**/index.md @all-levels
                lib/ @every-lib
                /a?c/[x-z].txt @signs
                /no-slash @a-file
                """);
        assertThat(owners(ownership, "x/y/README.md")).isEqualTo("@any-depth");
        assertThat(owners(ownership, "docs/a.md")).isEqualTo("@one-level");
        assertThat(owners(ownership, "docs/a/b.md")).isEmpty();
        assertThat(owners(ownership, "docs/index.md")).isEqualTo("@all-levels");
        assertThat(owners(ownership, "docs/a/b/index.md")).isEqualTo("@all-levels");
        assertThat(owners(ownership, "src/lib/x/y.rb")).isEqualTo("@every-lib");
        assertThat(owners(ownership, "abc/y.txt")).isEqualTo("@signs");
        assertThat(owners(ownership, "abc/w.txt")).isEmpty();
        assertThat(owners(ownership, "no-slash/inside")).as("a folder needs its slash").isEmpty();
    }

    @Test
    void spacesAndSignsAreEscaped() {
        var ownership = read("""
                /time\\ off/public\\ holidays.md @ana
                \\#heading.md @kei
                /was\\[1\\].md @mia
                """);
        assertThat(owners(ownership, "time off/public holidays.md")).isEqualTo("@ana");
        assertThat(owners(ownership, "#heading.md")).isEqualTo("@kei");
        assertThat(owners(ownership, "was[1].md")).isEqualTo("@mia");
    }

    @Test
    void teamsRolesAndMailAddressesAreOwners() {
        var ownership = read("* @halyard/people Noor <noor@halyard.example>, @@maintainers @ana. # and so on");
        assertThat(ownership.owners("x")).containsExactly(
                new Owner(Owner.Kind.NAME, "halyard/people"), new Owner(Owner.Kind.MAIL, "noor@halyard.example"),
                new Owner(Owner.Kind.ROLE, "maintainer"), new Owner(Owner.Kind.NAME, "ana"));
        var plain = read("* noor@halyard.example @@maintainers");
        assertThat(plain.owners("x")).containsExactly(
                new Owner(Owner.Kind.MAIL, "noor@halyard.example"), new Owner(Owner.Kind.ROLE, "maintainer"));
    }

    @Test
    void eachSectionSpeaksForItselfAndHasDefaultOwners() {
        var ownership = read("""
                * @kei
                [Documentation][2] @ana @mia
                docs/
                /docs/legal.md @noor
                ^[Look] @ravi
                *.css
                [documentation]
                README.md
                """);
        assertThat(owners(ownership, "docs/a.md")).isEqualTo("@kei @ana @mia");
        assertThat(owners(ownership, "docs/legal.md")).isEqualTo("@kei @noor");
        var claims = ownership.claims("docs/a.md");
        assertThat(claims).extracting(claim -> claim.section().name()).containsExactly("codeowners", "Documentation");
        assertThat(claims.get(1).section().approvals()).isEqualTo(2);
        var look = ownership.claims("x.css").get(1).section();
        assertThat(look.optional()).isTrue();
        assertThat(look.approvals()).isZero();
        assertThat(owners(ownership, "README.md")).as("opened again without owners, it has none by default").isEqualTo("@kei");
    }

    @Test
    void whatASectionGivesAwayItDoesNotTakeBack() {
        var ownership = read("""
                [Ruby]
                *.rb @ana
                !/config/**/*.rb
                /config/routes.rb @mia
                """);
        assertThat(owners(ownership, "app/x.rb")).isEqualTo("@ana");
        assertThat(owners(ownership, "config/routes.rb")).isEmpty();
    }

    @Test
    void whatNobodyCanReadIsPassedOver() {
        var ownership = read("[\n[] @x\n[   ]\n[Open\n\\\n!\n/ @root\n" + "*".repeat(5_000) + "b @slow\n");
        assertThat(owners(ownership, "a".repeat(5_000))).isEqualTo("@root");
        assertThat(owners(read(""), "x")).isEmpty();
        assertThat(owners(read("\uFEFF* @ana"), "x")).isEqualTo("@ana");
    }
}
