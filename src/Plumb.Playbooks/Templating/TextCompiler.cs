using System.Collections.Concurrent;
using Plumb.Jinja;

namespace Plumb.Playbooks.Templating;

/// <summary>Reads texts as templates, each once.</summary>
internal sealed class TextCompiler(TemplateEnvironments environments)
{
    /// <summary>Beyond this many texts the kept ones are forgotten: a run that makes new texts without end must not fill the memory.</summary>
    private const int MostKept = 20_000;

    // A method of a list or dictionary that changes it, by its name in the text; anchors of YAML tell one list from its equal.
    private static readonly string[] Changing =
        ["append", "extend", "insert", "pop", "remove", "update", "setdefault", "clear", "sort(", "reverse(", "yaml", "include", "import", "extends"];

    private readonly ConcurrentDictionary<(string Source, TextMode Mode, bool Escape), CompiledText> _kept = new();

    public CompiledText Compile(string source, TextMode mode, bool escapeBackslashes)
    {
        var key = (source, mode, escapeBackslashes);
        if (_kept.TryGetValue(key, out var compiled)) return compiled;
        if (_kept.Count >= MostKept) _kept.Clear();
        return _kept[key] = Read(source, environments.Of(mode), escapeBackslashes);
    }

    /// <summary>The names that a text reads; null where it cannot be read.</summary>
    public TemplateNames? NamesIn(string source)
    {
        try
        {
            return environments.Of(TextMode.Text).NamesIn(source);
        }
        catch (JinjaException)
        {
            return null;
        }
    }

    /// <summary>A template file is read under its own marks, and not kept.</summary>
    public CompiledText CompileFile(string source, TemplateFileOptions options, bool native) =>
        Read(source, environments.Of(options, native), options.EscapeBackslashes);

    private static CompiledText Read(string source, JinjaEnvironment environment, bool escapeBackslashes)
    {
        var (body, own) = TemplateHeader.Apply(source, environment);
        if (escapeBackslashes) body = BackslashEscaping.Apply(body, own.Delimiters);
        try
        {
            var copies = Changing.Any(word => body.Contains(word, StringComparison.Ordinal));
            return new CompiledText(body, own.Compile(body), SingleVariable(source, own.Delimiters), NewlinesAtEnd(source), copies);
        }
        catch (JinjaException e) when (e.PythonClass is "TemplateSyntaxError" or "TemplateAssertionError")
        {
            throw TemplatingException.Failure($"template error while templating string: {e.Message}. String: {body}. {e.Message}", e);
        }
        catch (JinjaException e)
        {
            throw TemplatingException.Python(e.PythonClass, e.Message, e);
        }
    }

    private static string? SingleVariable(string source, JinjaDelimiters delimiters)
    {
        var text = source.EndsWith('\n') ? source[..^1] : source;
        if (!text.StartsWith(delimiters.VariableStart, StringComparison.Ordinal) || !text.EndsWith(delimiters.VariableEnd, StringComparison.Ordinal)) return null;
        if (text.Length <= delimiters.VariableStart.Length + delimiters.VariableEnd.Length) return null;
        var name = text[delimiters.VariableStart.Length..^delimiters.VariableEnd.Length].Trim();
        return name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c == '_') ? name : null;
    }

    private static int NewlinesAtEnd(string text) => text.Length - text.AsSpan().TrimEnd('\n').Length;
}

/// <summary>What becomes of the pieces of a text.</summary>
internal enum TextMode
{
    /// <summary>Text stays text.</summary>
    Text,

    /// <summary>Text that looks like data becomes data.</summary>
    Data,

    /// <summary>Every value keeps its type.</summary>
    Native,
}
