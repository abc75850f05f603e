namespace Plumb.Plugins.Client;

/// <summary>What can be wrong with a plugin process, as summaries; the details name the provider.</summary>
internal static class PluginFaults
{
    public const string CannotStart = "Failed to start provider plugin";
    public const string NoHandshake = "Provider plugin did not introduce itself";
    public const string Crashed = "Provider plugin crashed";
    public const string NotResponding = "Provider plugin did not respond";
    public const string Nonsense = "Provider plugin answered nonsense";
    public const string NotSupported = "Provider plugin does not support this";

    /// <summary>The way out is the same for all of them: it is the provider's authors who can mend it.</summary>
    public const string BugAdvice = "This is a bug in the provider, which should be reported in the provider's own issue tracker.";
}
