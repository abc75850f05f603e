using Plumb.Core.Values;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Containers;

/// <summary>What a container has written.</summary>
[DataSource("docker_logs")]
internal sealed partial class LogsDataModel
{
    [Computed]
    public string Id { get; set; }

    /// <summary>The container's name or id.</summary>
    [Required]
    public string Name { get; set; }

    [Default(true)]
    public bool ShowStdout { get; set; }

    [Default(true)]
    public bool ShowStderr { get; set; }

    /// <summary>Waits until the container has ended.</summary>
    [Default(false)]
    public bool Follow { get; set; }

    [Default(false)]
    public bool Timestamps { get; set; }

    [Default(false)]
    public bool Details { get; set; }

    /// <summary>A time, or how long ago: "10m".</summary>
    [Default("")]
    public string Since { get; set; }

    [Default("")]
    public string Until { get; set; }

    /// <summary>So many lines from the end, or "all".</summary>
    [Default("")]
    public string Tail { get; set; }

    /// <summary>Takes the text alone, without the engine's frames around it.</summary>
    [Default(true)]
    public bool DiscardHeaders { get; set; }

    [Default(true)]
    public bool LogsListStringEnabled { get; set; }

    /// <summary>A line each.</summary>
    [Computed]
    public List<string>? LogsListString { get; set; }
}

internal sealed class LogsData : DataSource<LogsDataModel>
{
    protected override async ValueTask<LogsDataModel?> ReadAsync(LogsDataModel config, DataContext context, CancellationToken cancellation)
    {
        var requests = new ContainerRequests(context.Client<DockerConnection>().Engine);
        if (await requests.FindAsync(config.Name, cancellation) is not { } container)
        {
            context.Error("Docker container not found", $"The engine has no container \"{config.Name}\".", ValuePath.Root.Attribute("name"));
            return null;
        }
        config.Id = container.Id;
        config.LogsListString = [];
        if (!config.LogsListStringEnabled) return config;
        var query = ContainerRequests.At(container.Id, "/logs")
            .With("stdout", config.ShowStdout)
            .With("stderr", config.ShowStderr)
            .With("follow", config.Follow)
            .With("timestamps", config.Timestamps)
            .With("details", config.Details)
            .With("since", config.Since.Length == 0 ? null : config.Since)
            .With("until", config.Until.Length == 0 ? null : config.Until)
            .With("tail", config.Tail.Length == 0 ? null : config.Tail);
        var text = await requests.LogsAsync(container.Id, !config.DiscardHeaders || container.Config.Tty == true, query, cancellation);
        // The last line ends as the others do; after it there is nothing.
        config.LogsListString = text.Length == 0 ? [] : [.. (text.EndsWith('\n') ? text[..^1] : text).Split('\n').Select(l => l.TrimEnd('\r'))];
        return config;
    }
}
