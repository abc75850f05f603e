using Plumb.Playbooks.Callbacks;

namespace Plumb.Playbooks.Tests.Callbacks;

public sealed class FailureWordsTests
{
    private const string Place = "\n\nThe error appears to be in '/site.yml': line 6, column 7, but may\nbe elsewhere in the file depending on the exact syntax problem.\n\nThe offending line appears to be:\n\n  tasks:\n    - name: Write\n      ^ here\n";

    [Theory]
    [InlineData("The task includes an option with an undefined variable. The error was: 'prt' is undefined. 'prt' is undefined" + Place, "'prt' is undefined")]
    [InlineData("The conditional check 'x > 1' failed. The error was: error while evaluating conditional (x > 1): 'x' is undefined. 'x' is undefined" + Place, "The conditional check 'x > 1' failed: 'x' is undefined")]
    [InlineData("The conditional check 'a(' failed. The error was: template error while templating string: unexpected end", "The conditional check 'a(' failed: template error while templating string: unexpected end")]
    [InlineData("AnsibleUndefinedVariable: 'x' is undefined. 'x' is undefined", "'x' is undefined")]
    [InlineData("non-zero return code", "non-zero return code")]
    [InlineData("No. No", "No. No")]
    public void A_reason_is_said_once_and_the_place_left_to_the_report(string peers, string ours) => Assert.Equal(ours, FailureWords.Of(peers));
}
