using Plumb.Jinja;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Filters;
using Plumb.Playbooks.Templating.Lookups;
using Plumb.Playbooks.Templating.Tests;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Templating;

/// <summary>
/// Renders the templates of plays: of values at any depth, of files, and conditions. Nothing but <see cref="TemplateText"/> is
/// rendered, and what comes out of a rendering is not rendered again. May be used from many threads.
/// </summary>
public sealed class Templar
{
    private readonly KeptTexts _kept = new();
    private readonly TextCompiler _compiler;
    private readonly ConditionEvaluation _conditions;

    public Templar(TemplarSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Settings = settings;
        _compiler = new TextCompiler(new TemplateEnvironments(settings, _kept));
        _conditions = new ConditionEvaluation(this);
    }

    public TemplarSettings Settings { get; }

    /// <summary>
    /// The value with every template in it rendered. Keys of dictionaries stay as they are. A fault is a
    /// <see cref="TemplatingException"/>.
    /// </summary>
    public object? Render(object? value, TemplateVariables variables) => value switch
    {
        TemplateText text => Render(text, variables, RenderOptions.Default),
        VaultedText vaulted => Render(Opened(vaulted), variables),
        PyList list => new PyList(list.Items.Select(item => Render(item, variables))),
        PyTuple tuple => new PyList(tuple.Select(item => Render(item, variables))),
        PyDict dict => RenderEntries(dict, variables),
        _ => value,
    };

    /// <summary>What one text makes of the variables.</summary>
    public object? Render(TemplateText text, TemplateVariables variables, RenderOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(options);
        var mode = Settings.Native ? TextMode.Native : options.ConvertData ? TextMode.Data : TextMode.Text;
        var compiled = _compiler.Compile(text.Source, mode, options.EscapeBackslashes);
        if (compiled.SingleName is { } name && variables.Raw.TryGet(name, out var single) && IsKeptAsIs(single)) return single;

        var scope = new RenderScope(variables, compiled.Source, compiled.NeedsCopies, options.DisableLookups);
        return Run(compiled, scope, options.PreserveTrailingNewlines);
    }

    /// <summary>The text that a template file makes of the variables; its value with <paramref name="native"/> types.</summary>
    public object? RenderFile(string source, TemplateFileOptions options, TemplateVariables variables, bool native = false)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(variables);
        var compiled = _compiler.CompileFile(source, options, native);
        return Run(compiled, new RenderScope(variables, compiled.Source, compiled.NeedsCopies, disableLookups: false), options.PreserveTrailingNewlines);
    }

    internal IEnumerable<string> FilterNames => FilterTable.All(Settings, _kept).Keys;

    internal IEnumerable<string> TestNames => TestTable.All(Settings).Keys;

    /// <summary>The variables that a text asks for; null where it is no template that can be read.</summary>
    internal TemplateNames? NamesIn(string source) => _compiler.NamesIn(source);

    /// <summary>What keeps a text from being read as a template, or null. Nothing is rendered.</summary>
    internal string? SyntaxFault(string source)
    {
        try
        {
            _compiler.Compile(source, TextMode.Text, escapeBackslashes: false);
            return null;
        }
        catch (TemplatingException fault)
        {
            return fault.InnerException?.Message ?? fault.Message;
        }
    }

    /// <summary>
    /// Whether a condition holds: a truth value, an expression without marks, or a list of which all must hold. An absent or empty one
    /// does.
    /// </summary>
    public bool Holds(object? condition, TemplateVariables variables) => _conditions.Holds(condition, variables);

    /// <summary>What a lookup gives for terms that are rendered already: the items of a <c>with_</c> loop.</summary>
    /// <param name="name">The name of the lookup.</param>
    /// <param name="terms">What it is asked for.</param>
    /// <param name="variables">What templates may use.</param>
    /// <param name="options">What else it is told.</param>
    public IReadOnlyList<object?> Lookup(string name, IReadOnlyList<object?> terms, TemplateVariables variables, params IReadOnlyList<KeyValuePair<string, object?>> options)
    {
        var lookup = LookupTable.Find(name, Settings) ?? throw TemplatingException.Failure($"lookup plugin ({name}) not found");
        return lookup.Run(new LookupCall(this, variables, terms, options));
    }

    /// <summary>Text that stays text, whatever it looks like.</summary>
    internal string Keep(string text) => _kept.Keep(text, KeptTexts.MadeByLookup);

    /// <summary>What the peer calls the type of text that stays text, or null.</summary>
    internal string? KeptType(object? value) => value is string text ? _kept.TypeOf(text) : null;

    internal bool IsKept(object? value) => value is string text && _kept.IsKept(text);

    /// <summary>Whether a value stands encrypted where it is from.</summary>
    internal bool IsVaulted(object? value) => value is VaultedText || (value is string text && _kept.IsOpened(text));

    internal object Opened(VaultedText vaulted)
    {
        try
        {
            var opened = vaulted.Open();
            if (opened is string text) _kept.Remember(text, vaulted);
            return opened;
        }
        catch (VaultException e)
        {
            throw TemplatingException.Failure(e.Message, e);
        }
    }

    private static bool IsKeptAsIs(object? value) => value is null or bool or long or double or System.Numerics.BigInteger;

    private PyDict RenderEntries(PyDict dict, TemplateVariables variables)
    {
        var rendered = new PyDict(dict.Count);
        foreach (var (key, value) in dict.Entries) rendered[key is TemplateText text ? text.Source : key] = Render(value, variables);
        return rendered;
    }

    private static object? Run(CompiledText compiled, RenderScope scope, bool preserveNewlines)
    {
        var result = Run(compiled, scope);
        if (!preserveNewlines || compiled.NewlinesAtEnd == 0 || result is not string text) return result;
        var missing = compiled.NewlinesAtEnd - (text.Length - text.AsSpan().TrimEnd('\n').Length);
        return missing <= 0 ? text : text + string.Concat(Enumerable.Repeat(compiled.Template.Environment.NewlineSequence, missing));
    }

    private static object? Run(CompiledText compiled, RenderScope scope)
    {
        try
        {
            return compiled.Template.RenderNative(scope, scope);
        }
        catch (JinjaException e)
        {
            throw Fault(e.PythonClass, e.Message, compiled.Source, e);
        }
        catch (TemplatingException e) when (e.Fault is TemplatingFault.Undefined or TemplatingFault.Type)
        {
            throw Fault(e.Fault == TemplatingFault.Undefined ? "UndefinedError" : "TypeError", e.Message, compiled.Source, e);
        }
    }

    // The peer shows the message of a fault and that of its cause, which are the same.
    private static TemplatingException Fault(string pythonClass, string message, string source, Exception cause) => pythonClass switch
    {
        "UndefinedError" => TemplatingException.Undefined($"{message}. {message}", cause),
        "TypeError" => TemplatingException.Failure($"Unexpected templating type error occurred on ({source}): {message}. {message}", cause),
        "RecursionError" => TemplatingException.Failure($"recursive loop detected in template string: {source}", cause),
        "TemplateSyntaxError" or "TemplateAssertionError" => TemplatingException.Failure($"template error while templating string: {message}. String: {source}. {message}", cause),
        _ => TemplatingException.Python(pythonClass, message, cause),
    };
}
