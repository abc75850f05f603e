using System.Text.RegularExpressions;

namespace Plumb.Conformance.Playbooks.Plays;

/// <summary>What of output depends on the place and time of a run is put away before it is compared.</summary>
internal sealed partial class PlaybookOutput(string scratch, string play)
{
    /// <summary>The settings under which the corpus was recorded.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["ANSIBLE_FORKS"] = "1",
        ["ANSIBLE_HOST_KEY_CHECKING"] = "False",
        ["ANSIBLE_INVENTORY_UNPARSED_WARNING"] = "False",
        ["ANSIBLE_LOCALHOST_WARNING"] = "False",
        ["ANSIBLE_SHOW_CUSTOM_STATS"] = "True",
        ["ANSIBLE_INVENTORY_ENABLED"] = "host_list,script,auto,yaml,ini",
        // A program that was not published holds no executor; hosts of this suite that are reached over ssh refuse before one would be sent.
        ["PLUMB_EXECUTOR"] = "/bin/true",
    };

    public string Normal(string text)
    {
        text = text.Replace(scratch, "<WORKDIR>", StringComparison.Ordinal).Replace(play, "<PLAYBOOK_DIR>", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("HOME") is { Length: > 1 } home) text = text.Replace(home, "<HOME>", StringComparison.Ordinal);
        text = Times().Replace(text, "\"$1\": X");
        text = Omitted().Replace(text, "<OMIT>");
        return TemporaryFile().Replace(text, "+++ after: TEMPORARY");
    }

    /// <summary>Of messages, whether there is an error, where it is, and how many warnings there are; the wording is ours to choose.</summary>
    public static string Places(string errors) =>
        $"{(errors.Contains("ERROR!", StringComparison.Ordinal) ? "error " : "")}{Place().Match(errors).Value} warnings: {Warning().Count(errors)}";

    [GeneratedRegex(@"""(start|end|delta|mtime|atime|ctime|inode|uid|gid|owner|group|dev)"": (""[^""]*""|[\d.]+)")]
    private static partial Regex Times();

    [GeneratedRegex("__omit_place_holder__[0-9a-f]{40}")]
    private static partial Regex Omitted();

    // Content and templates are files of the peer's temporary folder when it compares them; here they are what the task names.
    [GeneratedRegex(@"\+\+\+ after: (\S*ansible-local\S*|\.ansible_content|\S*\.j2)")]
    private static partial Regex TemporaryFile();

    [GeneratedRegex(@"line \d+, column \d+")]
    private static partial Regex Place();

    [GeneratedRegex(@"\[WARNING\]")]
    private static partial Regex Warning();
}
