using System.Text;
using System.Text.RegularExpressions;

namespace Plumb.Playbooks.Callbacks;

/// <summary>
/// Where a run speaks: lines, banners, and warnings, each warning once. Lines that several hosts write at the same time stay whole.
/// </summary>
public sealed partial class PlayOutput(TextWriter output, TextWriter errors)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>How much is told: the number of <c>-v</c>.</summary>
    public int Verbosity { get; set; }

    public bool UseColor { get; init; }

    public ColorTable Colors { get; init; } = ColorTable.Default;

    /// <summary>The columns of the terminal less one; 79 where there is none.</summary>
    public int Width { get; init; } = 79;

    /// <summary>Whether deprecations and warnings are told at all.</summary>
    public bool ShowDeprecations { get; init; } = true;

    public bool ShowSystemWarnings { get; init; } = true;

    /// <summary>Receives everything too.</summary>
    public OutputLog? Log { get; init; }

    public void Line(string text, OutputColor color = OutputColor.None, bool toErrors = false)
    {
        lock (_gate)
        {
            (toErrors ? errors : output).Write((UseColor ? Colors.Wrap(text, color) : text) + (text.EndsWith('\n') ? "" : "\n"));
            Log?.Write(text, color);
            if (!toErrors) output.Flush();
        }
    }

    /// <summary>What a plugin says, with or without an end of line, and maybe for the log only.</summary>
    internal void Tell(string text, OutputColor color, bool toErrors, bool endsLine, bool onlyLog)
    {
        lock (_gate)
        {
            var body = text.EndsWith('\n') ? text[..^1] : text;
            var end = endsLine || body.Length < text.Length ? "\n" : "";
            if (!onlyLog) (toErrors ? errors : output).Write((UseColor ? Colors.Wrap(body, color) : body) + end);
            Log?.Write(body, color);
            if (!toErrors && !onlyLog) output.Flush();
        }
    }

    /// <summary>Told at so many <c>-v</c> and more.</summary>
    public void Verbose(int level, string text, string? host = null)
    {
        var whole = host is null ? text : $"<{host}> {text}";
        if (Verbosity >= level) Line(whole, OutputColor.Verbose);
        else if (Log is { } log && log.Verbosity >= level)
        {
            lock (_gate) log.Write(whole, OutputColor.Verbose);
        }
    }

    /// <summary>A title with stars to the end of the line.</summary>
    public void Banner(string text)
    {
        text = text.Trim();
        Line($"\n{text} {new string('*', Math.Max(3, Width - TextWidth.Of(text)))}");
    }

    public void Warn(string text)
    {
        var message = Wrap($"[WARNING]: {text}");
        lock (_gate)
        {
            if (!_told.Add(message)) return;
        }
        Line(message, OutputColor.Warning, toErrors: true);
    }

    public void Deprecate(string text)
    {
        if (!ShowDeprecations) return;
        var message = Wrap($"[DEPRECATION WARNING]: {text} Deprecation warnings can be disabled by setting deprecation_warnings=False in ansible.cfg.");
        lock (_gate)
        {
            if (!_told.Add(message)) return;
        }
        Line(message, OutputColor.Deprecated, toErrors: true);
    }

    /// <summary>What went wrong beside the run, in a paragraph of its own.</summary>
    public void Fault(string text) => Line(Wrap($"[ERROR]: {text}", indent: 1), OutputColor.Error, toErrors: true);

    public void Error(string text) => Line(text, OutputColor.Error, toErrors: true);

    /// <summary>Breaks a message at spaces, and after hyphens within words, so that no line is wider than the terminal.</summary>
    private string Wrap(string text, int indent = 0)
    {
        var result = new StringBuilder();
        foreach (var paragraph in text.Split('\n'))
        {
            if (result.Length > 0) result.Append('\n');
            var column = 0;
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var space = column > 0 ? 1 : result.Length > 0 ? 0 : indent;
                foreach (var part in HyphenatedWord().EnumerateSplits(word))
                {
                    var piece = word.AsSpan(part);
                    if (column > 0 && column + space + piece.Length > Width)
                    {
                        result.Append('\n');
                        column = space = 0;
                    }
                    result.Append(' ', space).Append(piece);
                    column += space + piece.Length;
                    space = 0;
                }
            }
        }
        return result.ToString();
    }

    /// <summary>The places after hyphens between letters.</summary>
    [GeneratedRegex(@"(?<=[^\W\d]{2}-|[^\W\d]-[^\W\d]-)(?=[^\W\d]-?[^\W\d])", RegexOptions.CultureInvariant)]
    private static partial Regex HyphenatedWord();
}
