using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Containers;

/// <summary>A container: what it is and runs. How its host holds it and what is in it is in the other parts of the class.</summary>
[Resource("docker_container", Version = 2, Description = "A container.")]
internal sealed partial class ContainerModel
{
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    /// <summary>The name of the container.</summary>
    [Required, RequiresReplace]
    public string Name { get; set; }

    /// <summary>The image, best by its id: docker_image.example.image_id.</summary>
    [Required, RequiresReplace]
    public string Image { get; set; }

    /// <summary>The platform of the image, as os/arch.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public string? Platform { get; set; }

    /// <summary>The command and its arguments; else the image's.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public List<string>? Command { get; set; }

    /// <summary>What the command is an argument of; else the image's.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public List<string>? Entrypoint { get; set; }

    /// <summary>Environment variables, each as NAME=value.</summary>
    [Optional, RequiresReplace]
    public HashSet<string>? Env { get; set; }

    /// <summary>The user that the command runs as: a name or number, perhaps with a group after a colon.</summary>
    [Optional, RequiresReplace]
    public string? User { get; set; }

    /// <summary>Further groups of the user.</summary>
    [Optional, RequiresReplace]
    public HashSet<string>? GroupAdd { get; set; }

    /// <summary>The folder that the command runs in.</summary>
    [Optional, RequiresReplace]
    public string? WorkingDir { get; set; }

    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public string? Hostname { get; set; }

    [Optional, RequiresReplace]
    public string? Domainname { get; set; }

    /// <summary>Labels, each a block with label and value.</summary>
    [Block, Set, RequiresReplace]
    public List<LabelModel> Labels { get; set; }

    /// <summary>Keeps standard input open.</summary>
    [Default(false), RequiresReplace]
    public bool StdinOpen { get; set; }

    /// <summary>Gives the command a terminal.</summary>
    [Default(false), RequiresReplace]
    public bool Tty { get; set; }

    /// <summary>The signal that asks the command to end.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public string? StopSignal { get; set; }

    /// <summary>The seconds that the command has to end.</summary>
    [Optional, Computed, UseStateForUnknown, RequiresReplace]
    public long? StopTimeout { get; set; }

    /// <summary>How the engine finds out whether the container is well.</summary>
    [Block(MaxItems = 1), RequiresReplace]
    public List<HealthcheckModel> Healthcheck { get; set; }

    /// <summary>Whether the container is kept running; false leaves it alone. A container found stopped is started again.</summary>
    [Default(true)]
    public bool MustRun { get; set; }

    /// <summary>Whether the container is started when it is made.</summary>
    [Default(true)]
    public bool Start { get; set; }

    /// <summary>Waits for the container to end when it is made.</summary>
    [Default(false)]
    public bool Attach { get; set; }

    /// <summary>Keeps what the container wrote in container_logs; together with attach.</summary>
    [Default(false)]
    public bool Logs { get; set; }

    /// <summary>The engine removes the container when it ends.</summary>
    [Default(false), RequiresReplace]
    public bool Rm { get; set; }

    /// <summary>Waits for the container to be healthy when it is made.</summary>
    [Default(false)]
    public bool Wait { get; set; }

    /// <summary>The seconds that it may take to be healthy.</summary>
    [Default(60), AtLeast(1)]
    public int WaitTimeout { get; set; }

    /// <summary>The milliseconds that it may take to be running.</summary>
    [Default(15000), AtLeast(1)]
    public int ContainerReadRefreshTimeoutMilliseconds { get; set; }

    /// <summary>The seconds that the container has to end before it is removed; it is killed at once where this is not set.</summary>
    [Optional, AtLeast(0)]
    public int? DestroyGraceSeconds { get; set; }

    /// <summary>Volumes without a name go with the container.</summary>
    [Default(true)]
    public bool RemoveVolumes { get; set; }

    /// <summary>The exit code of a container that has ended.</summary>
    [Computed, UseStateForUnknown]
    public long? ExitCode { get; set; }

    /// <summary>What the container wrote; with attach and logs.</summary>
    [Computed, UseStateForUnknown]
    public string? ContainerLogs { get; set; }

    [Block]
    public TimeoutsModel? Timeouts { get; set; }
}
