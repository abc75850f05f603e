using System.Text;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>What commands on the controller write.</summary>
internal static class ProcessLookups
{
    public static readonly Lookup Pipe = new("pipe", call => [.. call.TextTerms().Select(term => Output(call, "pipe", term).TrimEnd())]);

    public static readonly Lookup Lines = new("lines", call => [.. call.TextTerms().SelectMany(term => Split(Output(call, "lines", term)))]);

    private static string Output(LookupCall call, string lookup, string command)
    {
        var output = call.Settings.Processes.Run(command, call.Settings.BaseDirectory, call.Settings.ProcessLimit);
        return output.ExitCode == 0 ? Encoding.UTF8.GetString(output.Output) : throw TemplatingException.Failure($"lookup_plugin.{lookup}({command}) returned {output.ExitCode}");
    }

    internal static IEnumerable<string> Split(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }
}
