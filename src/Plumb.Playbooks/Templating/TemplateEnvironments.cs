using System.Text;
using Plumb.Jinja;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Templating.Filters;
using Plumb.Playbooks.Templating.Python;
using Plumb.Playbooks.Templating.Tests;

namespace Plumb.Playbooks.Templating;

/// <summary>The language of plays: Jinja with the peer's filters, tests, functions and its way with undefined values, once for each mode.</summary>
internal sealed class TemplateEnvironments
{
    private readonly JinjaEnvironment _text;
    private readonly JinjaEnvironment _data;
    private readonly JinjaEnvironment _native;
    private readonly TemplarSettings _settings;

    public TemplateEnvironments(TemplarSettings settings, KeptTexts kept)
    {
        _settings = settings;
        var concatenation = new TemplateConcatenation(kept);
        _text = new JinjaEnvironment
        {
            TrimBlocks = true,
            Undefined = UndefinedKind.StrictChainable,
            Extensions = settings.Extensions,
            Filters = Pluggable(FilterTable.All(settings, kept), settings.Plugins is { } plugins ? plugins.Filter : null),
            Tests = Pluggable(TestTable.All(settings), settings.Plugins is { } tests ? tests.Test : null),
            Unknown = name => UnknownPlugin.Fault(name, settings.Plugins),
            Globals = TemplateFunctions.All(settings),
            Limits = settings.Limits,
            Loader = Loader([]),
            Finalize = TemplateFinalization.ForText,
            Concatenate = TemplateConcatenation.AsText,
        };
        _data = _text with { Concatenate = concatenation.AsData };
        _native = _text with { Concatenate = concatenation.AsNative, Finalize = TemplateFinalization.ForNative };
    }

    public JinjaEnvironment Of(TextMode mode) => mode switch
    {
        TextMode.Text => _text,
        TextMode.Data => _data,
        _ => _native,
    };

    public JinjaEnvironment Of(TemplateFileOptions options, bool native) => (native ? _native : options.ConvertData ? _data : _text) with
    {
        Delimiters = options.Delimiters,
        TrimBlocks = options.TrimBlocks,
        LstripBlocks = options.LstripBlocks,
        NewlineSequence = options.NewlineSequence,
        Loader = Loader(options.SearchPaths),
    };

    private static IReadOnlyDictionary<string, T> Pluggable<T>(IReadOnlyDictionary<string, T> own, Func<string, bool, T?>? plugin)
        where T : class => plugin is null ? own : new PluggableNames<T>(own, plugin);

    private TemplateLoader Loader(IReadOnlyList<string> searchPaths) => (name, _) =>
    {
        // A name may not climb out of the directories that are searched.
        if (name.Split('/').Contains("..")) return null;
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".");
        foreach (var directory in searchPaths.Append(_settings.BaseDirectory))
        {
            var path = PosixPath.Join(directory, parts);
            if (_settings.Files.Find(path) is { Kind: Controller.ControllerFileKind.File } && _settings.Files.Read(path) is { } bytes) return Encoding.UTF8.GetString(bytes);
        }

        return null;
    };
}
