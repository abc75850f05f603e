using System.Collections.Concurrent;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>
/// The files of a play's <c>vars_files</c>. Names without templates are read once for all hosts; where a name depends on the host,
/// each host has its own. An entry that is a list means the first file of it that exists.
/// </summary>
internal sealed class VariableFiles(PlayModel play)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<VariableLayer>> _byHost = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PyDict> _read = new(StringComparer.Ordinal);
    private IReadOnlyList<VariableLayer>? _shared;

    public IReadOnlyList<VariableLayer> For(string? host, RunServices services)
    {
        if (play.Config.Keywords["vars_files"]?.Value is not { } value) return [];
        var entries = value is PyList list ? list.Items : [value];
        if (host is not null && !entries.Any(IsTemplate)) return _shared ??= Read(entries, e => PyText.Str(e), services, isRequired: true);
        if (host is null) return Read(entries.Where(e => !IsTemplate(e)), e => PyText.Str(e), services, isRequired: false);
        var facts = services.Stores.Of(host).Facts is not null;
        // Before facts are there, a name that needs them is passed over and asked for again later.
        if (_byHost.TryGetValue(host, out var known)) return known;
        var variables = new TemplateVariables(services.Templar, services.Scopes.ForHost(host).With(play.Variables));
        try
        {
            return _byHost[host] = Read(entries, e => services.Templar.Render(e, variables), services, isRequired: true);
        }
        catch (TemplatingException fault) when (fault.Fault == TemplatingFault.Undefined)
        {
            if (facts) throw new Tasks.TaskFailure($"an undefined variable was found when attempting to template the vars_files item: {fault.Message}");
            return [];
        }
    }

    private VariableLayer[] Read(IEnumerable<object?> entries, Func<object?, object?> render, RunServices services, bool isRequired)
    {
        var layers = new List<VariableLayer>();
        foreach (var entry in entries)
        {
            var names = (entry is PyList list ? list.Items : [entry]).Select(e => PyText.Str(render(e))).ToList();
            var path = names.SelectMany(Candidates).FirstOrDefault(File.Exists);
            if (path is not null) layers.Add(new DictionaryLayer(_read.GetOrAdd(path, p => ReadFile(p, services))));
            else if (isRequired) throw new LinkException(PlayRules.MissingFile, play.Config.Keywords.PlaceOf("vars_files"), $"vars file {names[0]} was not found\nCould not find file on the Ansible Controller.\nIf you are using a module and expect the file to exist on the remote, see the remote_src option");
        }
        layers.Reverse();
        return [.. layers];
    }

    private IEnumerable<string> Candidates(string name) => [Path.GetFullPath(Path.Combine(play.Config.Folder, "vars", name)), Path.GetFullPath(name, play.Config.Folder)];

    private static PyDict ReadFile(string path, RunServices services)
    {
        var before = services.Reading.Diagnostics.Count;
        var value = services.Reading.ReadFile(path) is { } node ? services.Reading.Value(node) : null;
        if (services.Reading.Diagnostics.Skip(before).FirstOrDefault(d => d.Severity == Core.Diagnostics.Severity.Error) is { } fault) throw new LinkException(fault.Rule, fault.Subject, fault.Detail) { Diagnostics = [fault] };
        return value switch
        {
            null => new PyDict(),
            PyDict variables => variables,
            _ => throw new LinkException(PlayRules.WrongShape, null, $"{path}: a file of variables is a mapping."),
        };
    }

    private static bool IsTemplate(object? entry) => entry is TemplateText || (entry is PyList list && list.Items.Any(i => i is TemplateText));
}
