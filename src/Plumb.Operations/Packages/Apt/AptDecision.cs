namespace Plumb.Operations.Packages.Apt;

/// <summary>
/// Decides what apt-get is asked to install. Looks only at what it is given; what is available is asked for by the caller, and only
/// where <see cref="NeedsChoices"/> says that it matters.
/// </summary>
internal static class AptDecision
{
    /// <summary>Whether the versions that are available matter for this package, or what is installed says enough.</summary>
    public static bool NeedsChoices(AptPackageSpec spec, DpkgPackage? installed, bool latest)
    {
        if (installed is not { IsInstalled: true }) return true;
        if (spec.Relation == VersionRelation.Exact) return !spec.Accepts(installed.Version) || spec.Version != installed.Version;
        return latest || !spec.Accepts(installed.Version);
    }

    /// <summary>The argument for apt-get, or null where nothing is to be done.</summary>
    public static (string? Argument, string? Problem) Install(
        AptPackageSpec spec, DpkgPackage? installed, AptChoice? choice, IReadOnlyList<DpkgPackage> providers, bool latest, bool onlyUpgrade)
    {
        var isInstalled = installed is { IsInstalled: true };
        var current = isInstalled ? installed?.Version : null;
        if (!isInstalled && (choice is null || choice.IsVirtual)) return Virtual(spec, choice, providers, onlyUpgrade);
        if (!isInstalled && onlyUpgrade) return (null, null);

        var best = choice?.Best(spec);
        var available = best is not null && best != current && (current is null || spec.Accepts(best)) ? best : null;
        var satisfied = current is not null && spec.Accepts(current);
        if (!satisfied && available is null) return (null, $"no available installation candidate for {spec.Text}");
        if (available is null) return (null, null);
        if (!satisfied || latest || !isInstalled) return ($"{spec.Name}={available}", null);
        return spec.Relation == VersionRelation.Exact ? ($"{spec.Name}={spec.Version}", null) : (null, null);
    }

    // A name that only others provide is left to apt, unless the only one that provides it is there.
    private static (string? Argument, string? Problem) Virtual(AptPackageSpec spec, AptChoice? choice, IReadOnlyList<DpkgPackage> providers, bool onlyUpgrade)
    {
        if (choice is null || providers.Count == 0) return (null, $"No package matching '{spec.Name}' is available");
        if (providers is [{ IsInstalled: true }] || onlyUpgrade) return (null, null);
        return (spec.Version is null ? spec.Name : $"{spec.Name}={spec.Version}", null);
    }
}
