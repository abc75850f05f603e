using Plumb.Playbooks.Plays.Reading;

namespace Plumb.Playbooks.Tests.Plays;

public sealed class InlineArgumentTests
{
    [Theory]
    [InlineData("echo a  b   c chdir=/tmp", "chdir=/tmp", "echo a  b   c")]
    [InlineData("echo \"a=b\" x=y", "", "echo \"a=b\" x=y")]
    [InlineData("ls {{ a }}/{{ b }} chdir={{ d }}", "chdir={{ d }}", "ls {{ a }}/{{ b }}")]
    [InlineData("echo hi\n  there", "", "echo hi\n  there")]
    [InlineData("chdir=/tmp\necho \"x\"\n", "chdir=/tmp", "echo \"x\"\n")]
    [InlineData("echo a \\\n  b \\\nc\n", "", "echo a  b c\n")]
    [InlineData("echo a \\ b \"c \\ d\" \\\n  e", "", "echo a b \"c \\ d\"  e")]
    [InlineData("echo a  \\  b", "", "echo a   b")]
    [InlineData("echo a \\", "", "echo a")]
    [InlineData("echo a\\ b \\\\ c", "", "echo a\\ b \\\\ c")]
    [InlineData("echo a \\ b chdir=/tmp \\ x", "chdir=/tmp", "echo a b x")]
    [InlineData("creates=/x \\\n  echo a \\\n  b", "creates=/x", "echo a  b")]
    public void A_command_keeps_its_words_and_spaces(string text, string named, string free) => Check(text, isCommand: true, named, free);

    [Theory]
    [InlineData("a='x y' b=\"{{ c }} d\"", "a=x y;b={{ c }} d", "")]
    [InlineData("a=b=c d", "a=b=c", "d")]
    [InlineData("msg={{ a | default('x y') }} z=1", "msg={{ a | default('x y') }};z=1", "")]
    [InlineData("two words msg=x y", "msg=x", "two words y")]
    [InlineData("x='a\\nb'", "x=a\nb", "")]
    [InlineData("a=b \\ c=d \\\n  e=f", "a=b;c=d;e=f", "")]
    public void Other_actions_take_what_has_a_name(string text, string named, string free) => Check(text, isCommand: false, named, free);

    [Theory]
    [InlineData("msg='never closed")]
    [InlineData("msg={{ never closed")]
    public void What_is_not_closed_cannot_be_read(string text) => Assert.Null(InlineArguments.Parse(text, isCommand: false));

    private static void Check(string text, bool isCommand, string named, string free)
    {
        var parsed = InlineArguments.Parse(text, isCommand);
        Assert.NotNull(parsed);
        Assert.Equal(named, string.Join(';', parsed.Named.Select(n => $"{n.Key}={n.Value}")));
        Assert.Equal(free, parsed.FreeText);
    }
}
