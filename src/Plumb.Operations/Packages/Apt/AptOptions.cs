using Plumb.Operations.Data;

namespace Plumb.Operations.Packages.Apt;

/// <summary>How apt-get is to go about its work, as the task says.</summary>
internal sealed record AptOptions
{
    public required string DpkgOptions { get; init; }

    public string? DefaultRelease { get; init; }

    public bool? InstallRecommends { get; init; }

    public bool Force { get; init; }

    public bool Purge { get; init; }

    public bool Autoremove { get; init; }

    public bool FailOnAutoremove { get; init; }

    public bool OnlyUpgrade { get; init; }

    public bool AllowUnauthenticated { get; init; }

    public bool AllowDowngrade { get; init; }

    public bool AllowChangeHeld { get; init; }

    public long LockTimeout { get; init; }

    public static AptOptions From(MapData arguments) => new()
    {
        DpkgOptions = arguments.RequiredText("dpkg_options"),
        DefaultRelease = arguments.Text("default_release") is { Length: > 0 } release ? release : null,
        InstallRecommends = arguments.OptionalFlag("install_recommends"),
        Force = arguments.Flag("force"),
        Purge = arguments.Flag("purge"),
        Autoremove = arguments.Flag("autoremove"),
        FailOnAutoremove = arguments.Flag("fail_on_autoremove"),
        OnlyUpgrade = arguments.Flag("only_upgrade"),
        AllowUnauthenticated = arguments.Flag("allow_unauthenticated"),
        AllowDowngrade = arguments.Flag("allow_downgrade"),
        AllowChangeHeld = arguments.Flag("allow_change_held_packages"),
        LockTimeout = arguments.Integer("lock_timeout") ?? 60,
    };
}
