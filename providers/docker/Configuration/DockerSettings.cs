using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Configuration;

/// <summary>The block <c>provider "docker"</c>. What it leaves open comes from the environment variables that Docker's own programs read.</summary>
[Provider(Description = "Manages containers, images, networks and volumes of a Docker engine.")]
internal sealed partial class DockerSettings
{
    /// <summary>Where the engine listens: unix:///var/run/docker.sock, tcp://host:2376. Also from DOCKER_HOST.</summary>
    [Optional]
    public string? Host { get; set; }

    /// <summary>The Docker context whose engine is used instead of the host. Also from DOCKER_CONTEXT.</summary>
    [Optional]
    public string? Context { get; set; }

    /// <summary>The folder that has ca.pem, cert.pem and key.pem. Also from DOCKER_CERT_PATH.</summary>
    [Optional]
    public string? CertPath { get; set; }

    /// <summary>The certificate of the authority that signed the engine's, as PEM. Also from DOCKER_CA_MATERIAL.</summary>
    [Optional]
    public string? CaMaterial { get; set; }

    /// <summary>The client's certificate, as PEM. Also from DOCKER_CERT_MATERIAL.</summary>
    [Optional]
    public string? CertMaterial { get; set; }

    /// <summary>The client's private key, as PEM. Also from DOCKER_KEY_MATERIAL.</summary>
    [Optional]
    public string? KeyMaterial { get; set; }

    /// <summary>Options for ssh. Hosts with ssh:// are not supported.</summary>
    [Optional]
    public List<string>? SshOpts { get; set; }

    /// <summary>Do not ask for the engine before something needs it.</summary>
    [Optional]
    public bool? DisableDockerDaemonCheck { get; set; }

    [Block, Set]
    public List<RegistryAuth> RegistryAuth { get; set; }
}

/// <summary>How to sign in at one registry. A configuration file goes before a user name.</summary>
[Model]
internal sealed partial class RegistryAuth
{
    /// <summary>The registry, such as registry-1.docker.io or quay.io:8181; with http:// before it, it is spoken to in the clear.</summary>
    [Required, LengthAtLeast(1)]
    public string Address { get; set; }

    /// <summary>Also from DOCKER_REGISTRY_USER.</summary>
    [Optional]
    public string? Username { get; set; }

    /// <summary>Also from DOCKER_REGISTRY_PASS.</summary>
    [Optional, Sensitive]
    public string? Password { get; set; }

    /// <summary>Docker's configuration file; also from DOCKER_CONFIG, and ~/.docker/config.json where there is no user name either.</summary>
    [Optional]
    public string? ConfigFile { get; set; }

    /// <summary>What the configuration file would have.</summary>
    [Optional]
    public string? ConfigFileContent { get; set; }

    /// <summary>The registry wants nobody to sign in.</summary>
    [Optional]
    public bool? AuthDisabled { get; set; }
}
