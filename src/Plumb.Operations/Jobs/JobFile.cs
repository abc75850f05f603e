using System.Text.Json;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Jobs;

/// <summary>
/// What a job has come to, as JSON in a file that is called by its number: that it has begun, then its result. The peer's files are of the
/// same form, so that either program can ask for the other's jobs.
/// </summary>
public static class JobFile
{
    private const uint FolderMode = 0x1C0;

    /// <summary>The folder of jobs, which is made where it is missing, for its user alone. One that cannot be made is a <see cref="HostException"/>.</summary>
    public static void MakeFolder(IHost host, string folder)
    {
        ArgumentNullException.ThrowIfNull(host);
        host.Files.CreateDirectories(folder, FolderMode);
    }

    public static void Begin(IHost host, string path, string number) =>
        Write(host, path, new MapBuilder { ["started"] = 1, ["finished"] = 0, ["ansible_job_id"] = number }.Build());

    public static void Write(IHost host, string path, MapData values)
    {
        ArgumentNullException.ThrowIfNull(host);
        host.Files.WriteText(path, DataJson.Write(values), new FilePlacement());
    }

    /// <summary>What stands there; null where it is not JSON, as while the peer writes it.</summary>
    public static MapData? Read(IHost host, string path)
    {
        ArgumentNullException.ThrowIfNull(host);
        try
        {
            return DataJson.Parse(host.Files.ReadText(path)) as MapData;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
