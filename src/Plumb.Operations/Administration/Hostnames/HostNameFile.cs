using Plumb.Operations.Hosts;

namespace Plumb.Operations.Administration.Hostnames;

/// <summary>A file that holds the name and nothing else; or one of settings, of which one line is the name.</summary>
internal sealed class HostNameFile(IHostFiles files, string path, string? setting = null, bool isQuoted = false) : IHostNameStore
{
    public ValueTask<string> CurrentAsync(CancellationToken cancellation) => PermanentAsync(cancellation);

    public ValueTask<string> PermanentAsync(CancellationToken cancellation)
    {
        var text = files.ReadTextOrNull(path) ?? "";
        if (setting is null) return ValueTask.FromResult(text.Trim());
        var line = text.Split('\n').FirstOrDefault(IsSetting);
        return ValueTask.FromResult(line is null ? "" : line.Split('=', 2)[1].Trim().Trim('"'));
    }

    public ValueTask SetCurrentAsync(string name, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask SetPermanentAsync(string name, CancellationToken cancellation)
    {
        var placement = new FilePlacement(files.Exists(path) ? null : 0x1A4) { AllowInPlace = true };
        files.WriteText(path, setting is null ? name + "\n" : WithSetting(isQuoted ? $"{setting}=\"{name}\"" : $"{setting}={name}"), placement);
        return ValueTask.CompletedTask;
    }

    private string WithSetting(string line)
    {
        var lines = (files.ReadTextOrNull(path) ?? "").TrimEnd('\n').Split('\n').Where(l => l.Length > 0).ToList();
        var index = lines.FindIndex(IsSetting);
        if (index < 0) lines.Add(line);
        else lines[index] = line;
        return string.Join('\n', lines) + "\n";
    }

    private bool IsSetting(string line) => line.Trim().StartsWith(setting + "=", StringComparison.Ordinal);
}
