using Plumb.Jinja.Values;
using Plumb.Playbooks.Inventory.Variables;
using Plumb.Playbooks.PythonPlugins;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>Applies one configuration of expressions to one host after the other. An expression that fails is passed over, unless the configuration is strict.</summary>
internal sealed class HostConstruction
{
    private static readonly RenderOptions Options = RenderOptions.Default with { DisableLookups = true };

    private readonly InventoryReading _reading;
    private readonly PyDict _configuration;
    private readonly Templar _templar;
    private readonly VariableMerge _merge;
    private readonly bool _isStrict;

    public HostConstruction(InventoryReading reading, PyDict configuration)
    {
        (_reading, _configuration) = (reading, configuration);
        _templar = new Templar(new TemplarSettings { Native = reading.Settings.JinjaNative, Environment = reading.Settings.Environment.Variable, Plugins = reading.Plugins is { } plugins ? new PluginTemplates(plugins) : null });
        _merge = new VariableMerge(reading.Settings.MergesDictionaries);
        _isStrict = IsOn("strict", otherwise: false);
    }

    public void Apply(InventoryHost host)
    {
        Compose(host, VariablesOf(host));
        var variables = VariablesOf(host);
        JoinConditionalGroups(host, variables);
        if (Option("keyed_groups") is not PyList keyed) return;
        foreach (var entry in keyed) JoinKeyedGroups(host, entry as PyDict ?? throw new InventoryException($"Invalid keyed group entry, it must be a dictionary: {PyValues.Str(entry)} "), variables);
    }

    private object? Option(string name) => _configuration.TryGet(name, out var value) ? value : null;

    private bool IsOn(string name, bool otherwise) => Option(name) switch
    {
        bool truth => truth,
        null => otherwise,
        var value => PyValues.Str(value).ToLowerInvariant() is "yes" or "true" or "on" or "1",
    };

    private bool UsesExtra => IsOn("use_extra_vars", _reading.Settings.FindOption("inventory_plugins.use_extra_vars", "ANSIBLE_INVENTORY_USE_EXTRA_VARS")?.ToLowerInvariant() is "yes" or "true" or "on" or "1");

    private void Compose(InventoryHost host, TemplateVariables variables)
    {
        if (Option("compose") is not PyDict compose) return;
        foreach (var (name, expression) in compose.Entries)
            if (TryEvaluate(expression, variables, $"Could not set {PyValues.Str(name)} for host {host.Name}", out var value)) _reading.Inventory.SetVariable(host, name, value);
    }

    private void JoinConditionalGroups(InventoryHost host, TemplateVariables variables)
    {
        if (Option("groups") is not PyDict groups) return;
        foreach (var (name, condition) in groups.Entries)
        {
            var group = GroupNames.Replace(PyValues.Str(name));
            var template = new TemplateText($"{{% if {Source(condition)} %}} True {{% else %}} False {{% endif %}}");
            if (TryRender(template, variables, $"Could not add host {host.Name} to group {group}", out var holds) && PyValues.Str(holds).Trim() is "True")
                _reading.Inventory.AddHost(host.Name, _reading.Inventory.AddGroup(group));
        }
    }

    private void JoinKeyedGroups(InventoryHost host, PyDict entry, TemplateVariables variables)
    {
        var expression = entry.TryGet("key", out var written) ? written : null;
        if (!TryEvaluate(expression, variables, $"Could not generate group for host {host.Name} from {Source(expression)} entry", out var key)) return;
        var naming = KeyedGroupNames.Of(entry, IsOn("leading_separator", otherwise: true));
        if (!naming.Accepts(key))
        {
            if (_isStrict && key is not (PyList or PyDict)) throw new InventoryException($"No key or key resulted empty for {Source(expression)} in host {host.Name}, invalid entry");
            return;
        }
        var parent = entry.TryGet("parent_group", out var named) && PyValues.Truth(named) ? named : null;
        object? parentName = null;
        if (parent is not null && !TryRender(new TemplateText(Source(parent)), variables, $"Could not generate parent group {Source(parent)} for group {PyValues.Str(key)}", out parentName)) return;
        foreach (var name in naming.Of(key))
        {
            var group = _reading.Inventory.AddGroup(GroupNames.Replace(name));
            _reading.Inventory.AddHost(host.Name, group);
            if (parentName is not null) _reading.Inventory.AddChild(_reading.Inventory.AddGroup(GroupNames.Replace(PyValues.Str(parentName))), group);
        }
    }

    private bool TryEvaluate(object? expression, TemplateVariables variables, string complaint, out object? value) =>
        TryRender(new TemplateText("{{" + Source(expression) + "}}"), variables, complaint, out value);

    private bool TryRender(TemplateText template, TemplateVariables variables, string complaint, out object? value)
    {
        try
        {
            value = _templar.Render(template, variables, Options);
            return true;
        }
        catch (TemplatingException fault)
        {
            if (_isStrict) throw new InventoryException($"{complaint}: {fault.Message}", fault);
            value = null;
            return false;
        }
    }

    private static string Source(object? written) => written is TemplateText template ? template.Source : PyValues.Str(written);

    private TemplateVariables VariablesOf(InventoryHost host)
    {
        var variables = new PyDict();
        var usesFiles = IsOn("use_vars_plugins", otherwise: false);
        foreach (var group in host.GroupsByPrecedence.Prepend(_reading.Inventory.AllGroup)) _merge.Apply(variables, group.Variables);
        if (usesFiles)
            foreach (var folder in Folders())
                foreach (var group in host.GroupsByPrecedence.Prepend(_reading.Inventory.AllGroup))
                    if (_reading.Variables.OfGroup(folder, group.Name) is { } found) _merge.Apply(variables, found);
        _merge.Apply(variables, host.Variables);
        if (usesFiles)
            foreach (var folder in Folders())
                if (_reading.Variables.OfHost(folder, host.Name) is { } found) _merge.Apply(variables, found);
        if (UsesExtra) _merge.Apply(variables, _reading.ExtraVariables);
        variables["inventory_hostname"] = host.Name;
        variables["inventory_hostname_short"] = host.ShortName;
        variables["group_names"] = new PyList(host.GroupNames);
        return new TemplateVariables(_templar, variables);
    }

    private IEnumerable<string> Folders() => _reading.Sources.Select(s => Directory.Exists(s) ? s : Path.GetDirectoryName(s) ?? "").Where(f => f.Length > 0).Distinct();
}
