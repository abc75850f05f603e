using Plumb.Operations.Hosts.Memory;

namespace Plumb.Operations.Tests.Files;

public class LineOperationTests
{
    private readonly OperationTrial _trial = new(new MemoryHost());

    [Theory]
    [InlineData("a\nb\n", """{"line": "c"}""", "a\nb\nc\n", "line added")]
    [InlineData("a\nb", """{"line": "c"}""", "a\nb\nc\n", "line added")]
    [InlineData("a\nb\n", """{"line": "x", "regexp": "^a"}""", "x\nb\n", "line replaced")]
    [InlineData("a1\na2\n", """{"line": "x", "regexp": "^a"}""", "a1\nx\n", "line replaced")]
    [InlineData("a1\na2\n", """{"line": "x", "regexp": "^a", "firstmatch": true}""", "x\na2\n", "line replaced")]
    [InlineData("host=old\n", """{"line": "\\g<k>=new\\t\\2", "regexp": "^(?P<k>host)=(.*)", "backrefs": true}""", "host=new\told\n", "line replaced")]
    [InlineData("a\nb\nc\n", """{"line": "x", "insertafter": "^a"}""", "a\nx\nb\nc\n", "line added")]
    [InlineData("a\nb\nc\n", """{"line": "x", "insertbefore": "^c"}""", "a\nb\nx\nc\n", "line added")]
    [InlineData("a\n", """{"line": "x", "insertbefore": "BOF"}""", "x\na\n", "line added")]
    [InlineData("a\n", """{"line": "a"}""", "a\n", "")]
    [InlineData("aXb\n", """{"line": "y", "search_string": "X"}""", "y\n", "line replaced")]
    [InlineData("a\nb\na\n", """{"regexp": "a", "state": "absent"}""", "b\n", "2 line(s) removed")]
    [InlineData("ä\n", """{"line": "ö", "regexp": "^ä$"}""", "ö\n", "line replaced")]
    public void A_line_goes_where_the_peer_puts_it(string before, string arguments, string after, string message)
    {
        _trial.Write("/f", before);
        var given = arguments.Replace("{", """{"path": "/f", """, StringComparison.Ordinal);
        var result = _trial.Run("lineinfile", given);

        Assert.Equal(message, result.Message);
        Assert.Equal(after, _trial.Read("/f"));
    }

    [Fact]
    public void The_difference_of_a_line_has_content_and_attributes()
    {
        _trial.Write("/f", "a\n");
        var result = _trial.Run("lineinfile", """{"path": "/f", "line": "b", "mode": "0600"}""", diff: true);

        Assert.Equal("line added and ownership, perms or SE linux context changed", result.Message);
        Assert.Equal(("a\n", "a\nb\n", "/f (content)"), (result.Diffs[0].Before, result.Diffs[0].After, result.Diffs[0].BeforeHeader));
        Assert.Equal(("""{"mode":"0644"}""", """{"mode":"0600"}"""), (result.Diffs[1].Before, result.Diffs[1].After));
    }

    [Fact]
    public void A_block_is_put_in_changed_and_taken_out()
    {
        _trial.Write("/f", "a\nb");
        string Run(string more) => OperationTrial.Summary(_trial.Run("blockinfile", $$"""{"path": "/f", {{more}}}"""));

        Assert.Equal("changed: Block inserted", Run("""  "block": "x\ny", "insertafter": "^a" """));
        Assert.Equal("a\n# BEGIN ANSIBLE MANAGED BLOCK\nx\ny\n# END ANSIBLE MANAGED BLOCK\nb", _trial.Read("/f"));
        Assert.Equal("ok", Run("""  "block": "x\ny", "insertafter": "^a" """));
        Assert.Equal("changed: Block removed", Run("""  "state": "absent" """));
        Assert.Equal("a\nb", _trial.Read("/f"));
    }

    [Fact]
    public void Matches_are_replaced_in_the_section_that_is_meant()
    {
        _trial.Write("/f", "x\n<\nx x\n>\nx\n");
        var result = _trial.Run("replace", """{"path": "/f", "regexp": "(x)", "replace": "[\\1]", "after": "<", "before": ">"}""");

        Assert.Equal("2 replacements made", result.Message);
        Assert.Equal("x\n<\n[x] [x]\n>\nx\n", _trial.Read("/f"));
        Assert.Equal("ok: Pattern for before/after params did not match the given file: nosuch(?P<subsection>.*)",
            OperationTrial.Summary(_trial.Run("replace", """{"path": "/f", "regexp": "x", "after": "nosuch"}""")));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("nowhere")]
    public void A_replacement_that_cannot_be_read_fails_whether_there_is_a_match_or_not(string pattern)
    {
        _trial.Write("/f", "x\n");
        Assert.Equal("failed: Unable to process replace due to error: bad escape \\D at position 0", OperationTrial.Summary(_trial.Run("replace", $$"""{"path": "/f", "regexp": "{{pattern}}", "replace": "\\D"}""")));
    }

    [Fact]
    public void Bytes_that_are_no_text_survive()
    {
        _trial.Host.Files.Write("/f", new MemoryStream([0xff, (byte)'a', (byte)'\n']), new Plumb.Operations.Hosts.FilePlacement());
        _trial.Run("replace", """{"path": "/f", "regexp": "a", "replace": "ü"}""");
        _trial.Run("lineinfile", """{"path": "/f", "line": "b"}""");
        using var content = _trial.Host.Files.OpenRead("/f");
        var bytes = new byte[16];

        Assert.Equal([0xff, 0xc3, 0xbc, (byte)'\n', (byte)'b', (byte)'\n'], bytes[..content.Read(bytes)]);
    }
}
