namespace Plumb.Playbooks.Templating.Controller;

/// <summary>A controller without files, processes and network: what templates have where nobody gave them any.</summary>
internal sealed class NoController : IControllerFiles, IControllerProcesses, IControllerWeb
{
    public static readonly NoController Instance = new();

    public string WorkingDirectory => "/";

    public string HostName => "localhost";

    public ControllerFile? Find(string path, bool followLinks = true) => null;

    public byte[]? Read(string path) => null;

    public byte[]? ReadAsStored(string path) => null;

    public IReadOnlyList<string> List(string directory) => [];

    public string RealPath(string path) => path;

    public string OwnerOf(string path) => "";

    public string? HomeOf(string? user) => null;

    public void WritePrivate(string path, byte[] content) => throw TemplatingException.Failure($"{path} cannot be written: templates have no files here");

    public IDisposable Lock(string path) => throw TemplatingException.Failure($"{path} cannot be locked: templates have no files here");

    public ControllerOutput Run(string command, string directory, TimeSpan limit) => throw TemplatingException.Failure("templates may start no processes here");

    public byte[] Fetch(WebRequest request) => throw TemplatingException.Failure("templates may not use the network here");
}
