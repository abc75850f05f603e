using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Objects;

/// <summary>Puts prior values in place of configured ones where <c>ignore_changes</c> says so.</summary>
public static class IgnoredChanges
{
    /// <summary>The configuration keeps its marks. Nothing is ignored where there is no prior object.</summary>
    public static Value Apply(BlockSchema schema, LifecycleConfig lifecycle, Value prior, Value config) => throw new NotImplementedException();
}
