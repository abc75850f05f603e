using Plumb.Core.Diagnostics;

namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>The ini format: sections of hosts, "[group:vars]" and "[group:children]". Any file that can be read may be one.</summary>
internal sealed class IniFormat : IInventoryFormat
{
    public string Name => "ini";

    public bool Accepts(string source, InventoryReading reading) => File.Exists(source);

    public ValueTask ParseAsync(string source, InventoryReading reading, CancellationToken cancellation)
    {
        var faults = new DiagnosticBag();
        var text = reading.Files.ReadText(source, faults) ?? throw new InventoryException(FaultText.Of(faults.First()));
        new IniInventoryParser(reading.Inventory, source).Parse(text.Source.Text);
        return ValueTask.CompletedTask;
    }
}
