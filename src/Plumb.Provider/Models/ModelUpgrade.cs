using Plumb.Provider.Authoring.State;

namespace Plumb.Provider.Models;

/// <summary>Steps from stored forms of earlier schema versions, written against models of those forms.</summary>
public static class ModelUpgrade
{
    /// <summary>From the version that the older model describes to the next, or to the one given.</summary>
    public static StateUpgrade From<TOld, TNew>(long version, Func<TOld, TNew> upgrade, long? to = null)
        where TOld : class, IModel<TOld>
        where TNew : class, IModel<TNew> =>
        new(version, TOld.Definition.Schema, stored => upgrade(TOld.FromValue(stored)).ToValue()) { To = to ?? version + 1 };
}
