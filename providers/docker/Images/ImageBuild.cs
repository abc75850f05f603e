using System.Text.Json;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;

namespace Plumb.Provider.Docker.Images;

/// <summary>Builds an image with the builder inside the engine, which every engine has.</summary>
internal sealed class ImageBuild(DockerConnection connection)
{
    public async Task RunAsync(string name, BuildModel build, CancellationToken cancellation)
    {
        var logins = build.AuthConfig.ToDictionary(l => l.HostName, Login, StringComparer.Ordinal);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Registry-Config"] = await connection.Credentials.BuildHeaderAsync(logins, cancellation) };
        if (build.RemoteContext is { Length: > 0 } remote)
        {
            using var answer = await connection.Engine.SendAsync(HttpMethod.Post, QueryOf(name, build, build.Dockerfile).With("remote", remote), headers, null, cancellation);
            await ProgressStream.FollowAsync(answer, cancellation);
            return;
        }
        var (archive, dockerfile) = await BuildContext.PackAsync(build.Context, build.Dockerfile, cancellation);
        await using (archive)
        {
            using var response = await connection.Engine.SendArchiveAsync(HttpMethod.Post, QueryOf(name, build, dockerfile), archive, headers, cancellation);
            await ProgressStream.FollowAsync(response, cancellation);
        }
    }

    private static Query QueryOf(string name, BuildModel build, string dockerfile)
    {
        var query = new Query("/build").With("t", name);
        foreach (var tag in build.Tag ?? []) query.With("t", tag);
        foreach (var host in build.ExtraHosts ?? []) query.With("extrahosts", host);
        foreach (var option in build.SecurityOpt ?? []) query.With("securityopt", option);
        return query
            .With("dockerfile", dockerfile)
            .With("buildargs", Json(build.BuildArgs))
            .With("labels", Json(Labels(build)))
            .With("target", build.Target)
            .With("platform", build.Platform)
            .With("nocache", build.NoCache)
            .With("pull", build.PullParent)
            .With("rm", build.Remove)
            .With("forcerm", build.ForceRemove)
            .With("q", build.SuppressOutput)
            .With("squash", build.Squash)
            .With("networkmode", build.NetworkMode)
            .With("isolation", build.Isolation)
            .With("cpusetcpus", build.CpuSetCpus)
            .With("cpusetmems", build.CpuSetMems)
            .With("cpushares", build.CpuShares)
            .With("cpuquota", build.CpuQuota)
            .With("cpuperiod", build.CpuPeriod)
            .With("memory", build.Memory)
            .With("memswap", build.MemorySwap)
            .With("shmsize", build.ShmSize)
            .With("cgroupparent", build.CgroupParent)
            .With("ulimits", build.Ulimit.Count > 0 ? JsonSerializer.Serialize([.. build.Ulimit.Select(u => new UlimitSpec(u.Name, u.Soft, u.Hard))], WireContext.Default.ListUlimitSpec) : null)
            .With("cachefrom", build.CacheFrom is { Count: > 0 } sources ? JsonSerializer.Serialize(sources, WireContext.Default.ListString) : null)
            .With("session", build.SessionId)
            .With("buildid", build.BuildId)
            // The other builder wants a session with its client, over which it asks for the files one by one.
            .With("version", "1");
    }

    private static Dictionary<string, string>? Labels(BuildModel build)
    {
        if (build.Label is null && build.Labels is null) return null;
        var labels = new Dictionary<string, string>(build.Labels ?? [], StringComparer.Ordinal);
        foreach (var (name, value) in build.Label ?? []) labels[name] = value;
        return labels;
    }

    private static string? Json(Dictionary<string, string>? map) => map is { Count: > 0 } ? JsonSerializer.Serialize(map, WireContext.Default.DictionaryStringString) : null;

    private static RegistryLogin Login(BuildLoginModel login) => new()
    {
        UserName = login.UserName,
        Password = login.Password,
        Auth = login.Auth,
        Email = login.Email,
        ServerAddress = login.ServerAddress ?? login.HostName,
        IdentityToken = login.IdentityToken,
        RegistryToken = login.RegistryToken,
    };
}
