namespace Plumb.Playbooks.Inventory.Sources;

/// <summary>One kind of inventory source. Fills the state as far as it gets; throws <see cref="InventoryException"/> where the source makes no sense to it.</summary>
internal interface IInventoryFormat
{
    /// <summary>The name in the setting enable_plugins and in the key "plugin" of configuration files.</summary>
    string Name { get; }

    /// <summary>Whether the source looks like one of this kind: by its name, without reading it whole.</summary>
    bool Accepts(string source, InventoryReading reading);

    ValueTask ParseAsync(string source, InventoryReading reading, CancellationToken cancellation);
}
