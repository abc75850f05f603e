using Plumb.Core.Diagnostics;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Inventory.Variables;
using Plumb.Playbooks.PythonPlugins;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>What the kinds of inventory work with while a source is read.</summary>
internal sealed record InventoryReading(InventoryState Inventory, AnsibleSettings Settings, DataFiles Files, VariableFiles Variables, DiagnosticBag Diagnostics)
{
    /// <summary>The sources read so far, for what is built from them.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Variables of the command line, for sources that ask for them.</summary>
    public PyDict ExtraVariables { get; init; } = new();

    /// <summary>The plugins in Python that people wrote; null where none are run.</summary>
    public UserPlugins? Plugins { get; init; }

    /// <summary>The kind of inventory of a name, this program's own or a plugin; null where there is none.</summary>
    public Func<string, IInventoryFormat?> Find { get; init; } = InventoryFormats.Find;

    /// <summary>Reads a source as data; a fault of it is one of the source.</summary>
    public object? ReadData(string path)
    {
        var faults = new DiagnosticBag();
        var value = Files.Load(path, faults);
        if (faults.HasErrors) throw new InventoryException(FaultText.Of(faults.First(d => d.Severity == Severity.Error)));
        Diagnostics.AddRange(faults);
        return value;
    }

    public void Warn(string text) => Diagnostics.Add(InventoryRules.Ignored, null, text);
}
