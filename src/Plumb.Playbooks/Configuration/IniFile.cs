using Plumb.Core.Diagnostics;
using Plumb.Core.Text;

namespace Plumb.Playbooks.Configuration;

/// <summary>
/// Text in sections of "key = value" as Python's configparser reads it: keys in any case, values over several indented lines, whole-line
/// comments after "#" and ";", comments within a line after " ;".
/// </summary>
internal sealed class IniFile
{
    private readonly Dictionary<(string Section, string Key), IniEntry> _entries = [];

    public static IniFile Parse(SourceFile file, DiagnosticBag diagnostics)
    {
        var ini = new IniFile();
        string? section = null;
        IniEntry? open = null;
        var offset = 0;
        foreach (var raw in file.Text.Split('\n'))
        {
            var line = RemoveComment(raw.TrimEnd('\r'));
            var span = file.Span(offset, offset + raw.Length);
            offset += raw.Length + 1;
            if (line.Trim() is not { Length: > 0 } text) continue;
            if (open is not null && char.IsWhiteSpace(line[0])) open.Value = open.Value.Length == 0 ? text : $"{open.Value}\n{text}";
            else if (text.StartsWith('[') && text.IndexOf(']', StringComparison.Ordinal) is > 0 and var close)
            {
                section = text[1..close];
                open = null;
            }
            else open = ini.Add(section, text, span, diagnostics);
        }
        return ini;
    }

    public IniEntry? Find(string section, string key) => _entries.GetValueOrDefault((section, key.ToLowerInvariant()));

    private IniEntry? Add(string? section, string text, SourceSpan span, DiagnosticBag diagnostics)
    {
        if (section is null)
        {
            diagnostics.Add(new Diagnostic(ConfigurationRules.Syntax, span, "The line stands before the first section.") { Help = "Begin the file with a line such as [defaults]." });
            return null;
        }
        var separator = text.AsSpan().IndexOfAny('=', ':');
        if (separator <= 0)
        {
            diagnostics.Add(ConfigurationRules.Syntax, span, "A line of a section is \"key = value\".");
            return null;
        }
        var entry = new IniEntry(text[(separator + 1)..].Trim(), span);
        var key = text[..separator].Trim().ToLowerInvariant();
        if (_entries.TryAdd((section, key), entry)) return entry;
        diagnostics.Add(new Diagnostic(ConfigurationRules.Syntax, span, $"The key {key} is in section {section} already.")
        {
            Notes = [new DiagnosticNote("It was written here before.", _entries[(section, key)].Span)],
        });
        return null;
    }

    private static string RemoveComment(string line)
    {
        if (line.AsSpan().TrimStart() is ['#' or ';', ..]) return "";
        for (var i = 1; i < line.Length; i++)
            if (line[i] == ';' && char.IsWhiteSpace(line[i - 1])) return line[..i].TrimEnd();
        return line;
    }
}
