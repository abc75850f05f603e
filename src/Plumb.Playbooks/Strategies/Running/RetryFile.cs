namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Writes the names of the hosts that failed, so that another run can be limited to them.</summary>
internal static class RetryFile
{
    public static void Write(RunServices services, string playbook)
    {
        if (services.Settings.RetryFolder is not { } folder) return;
        var hosts = services.Failed.Concat(services.Unreachable).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (hosts.Count == 0) return;
        var path = Path.Combine(folder.Length > 0 ? folder : Path.GetDirectoryName(playbook) ?? "/", Path.GetFileNameWithoutExtension(playbook) + ".retry");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "/");
            File.WriteAllLines(path, hosts);
            services.Output.Line($"\tto retry, use: --limit @{path}\n");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            services.Output.Warn($"Could not create retry file '{path}'.\n\t{fault.Message}");
        }
    }
}
