using Plumb.Core.Text;

namespace Plumb.Core.Addresses;

/// <summary>
/// The order of resources in a state file, which is not that of addresses elsewhere: by the text of the module's address,
/// then data sources before resources, then type and name. Instances follow their keys as everywhere.
/// </summary>
public sealed class StateOrder : IComparer<ResourceAddress>
{
    public static StateOrder Instance { get; } = new();

    public int Compare(ResourceAddress? x, ResourceAddress? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var modules = ReferenceEquals(x.Module, y.Module) ? 0 : Utf8Order.Compare(x.Module.ToString(), y.Module.ToString());
        return modules != 0 ? modules : x.Resource.CompareTo(y.Resource);
    }
}
