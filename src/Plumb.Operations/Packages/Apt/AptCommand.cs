using System.Globalization;

namespace Plumb.Operations.Packages.Apt;

/// <summary>
/// A command line of apt-get or aptitude, as arguments and as the text by which a failure names it. An option that is not set leaves
/// its place empty in the text.
/// </summary>
internal sealed class AptCommand(string program)
{
    private readonly List<string> _arguments = [];
    private readonly List<string> _words = [program];

    public string Program => program;

    public IReadOnlyList<string> Arguments => _arguments;

    public string Text => string.Join(' ', _words);

    public static AptCommand Install(string program, AptOptions options, IReadOnlyList<string> packages, bool simulate, bool fixBroken)
    {
        var command = new AptCommand(program).Begin(options).Flag(options.OnlyUpgrade, "--only-upgrade").Flag(fixBroken, "--fix-broken")
            .Flag(options.Force, "--force-yes").Flag(options.Autoremove, "--auto-remove").Flag(options.FailOnAutoremove, "--no-remove")
            .Flag(simulate, "--simulate").Add("install").Packages(packages);
        return command.End(options);
    }

    public static AptCommand BuildDependencies(string program, AptOptions options, IReadOnlyList<string> packages, bool simulate, bool fixBroken)
    {
        var command = new AptCommand(program).Begin(options).Flag(options.OnlyUpgrade, "--only-upgrade").Flag(fixBroken, "--fix-broken")
            .Flag(options.Force, "--force-yes").Flag(options.FailOnAutoremove, "--no-remove").Flag(simulate, "--simulate").Add("build-dep").Packages(packages);
        return command.End(options);
    }

    public static AptCommand Remove(string program, AptOptions options, IReadOnlyList<string> packages, bool simulate) =>
        new AptCommand(program).Add("-q").Begin(options).Flag(options.Purge, "--purge").Flag(options.Force, "--force-yes")
            .Flag(options.Autoremove, "--auto-remove").Flag(simulate, "--simulate").Add("remove").Packages(packages);

    public static AptCommand Clean(string program, AptOptions options, string operation, bool simulate) =>
        new AptCommand(program).Begin(options).Flag(options.Purge, "--purge").Flag(options.Force, "--force-yes").Add(operation).Flag(simulate, "--simulate");

    public static AptCommand Upgrade(string program, AptOptions options, IReadOnlyList<string> words, bool isAptitude, bool simulate)
    {
        var command = new AptCommand(program).Begin(options, isAptitude);
        if (isAptitude) command.Flag(options.Force, "--assume-yes").Flag(options.Force, "--allow-untrusted");
        else command.Flag(options.Force, "--force-yes");
        command.Flag(options.FailOnAutoremove, "--no-remove").Flag(options.AllowUnauthenticated, "--allow-unauthenticated")
            .Flag(options.AllowDowngrade, "--allow-downgrades").Flag(simulate, "--simulate");
        foreach (var word in words) command.Add(word);
        return command.Release(options);
    }

    private AptCommand Begin(AptOptions options, bool isAptitude = false)
    {
        Add("-y");
        foreach (var option in options.DpkgOptions.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            _arguments.AddRange("-o", "Dpkg::Options::=--" + option);
            _words.Add($"-o \"Dpkg::Options::=--{option}\"");
        }
        // Waits for another that installs just now instead of failing; not part of what a failure shows.
        if (!isAptitude) _arguments.AddRange("-o", "DPkg::Lock::Timeout=" + options.LockTimeout.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    private AptCommand End(AptOptions options)
    {
        Release(options);
        if (options.InstallRecommends is { } recommends) Add("-o").Add($"APT::Install-Recommends={(recommends ? "yes" : "no")}");
        return Set(options.AllowUnauthenticated, "--allow-unauthenticated").Set(options.AllowDowngrade, "--allow-downgrades")
            .Set(options.AllowChangeHeld, "--allow-change-held-packages");
    }

    private AptCommand Release(AptOptions options)
    {
        if (options.DefaultRelease is not { } release) return this;
        _arguments.AddRange("-t", release);
        _words.Add($"-t '{release}'");
        return this;
    }

    private AptCommand Packages(IReadOnlyList<string> packages)
    {
        _arguments.AddRange(packages);
        _words.Add(string.Join(' ', packages.Select(p => $"'{p}'")));
        return this;
    }

    private AptCommand Add(string word)
    {
        _arguments.Add(word);
        _words.Add(word);
        return this;
    }

    private AptCommand Set(bool isSet, string option) => isSet ? Add(option) : this;

    private AptCommand Flag(bool isSet, string option)
    {
        if (isSet) _arguments.Add(option);
        _words.Add(isSet ? option : "");
        return this;
    }
}
