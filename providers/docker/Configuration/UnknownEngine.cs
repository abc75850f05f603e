using Plumb.Provider.Docker.Engine;

namespace Plumb.Provider.Docker.Configuration;

/// <summary>
/// Stands in for an engine that nobody can reach yet, because an argument that says where it is depends on objects that are
/// yet to be made. New objects can be planned with it; whatever asks it something is told why there is no answer.
/// </summary>
internal sealed class UnknownEngine(string argument) : HttpMessageHandler
{
    public static EngineClient Client(string argument) => new(new UnknownEngine(argument), new Uri("http://docker"));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromException<HttpResponseMessage>(new HttpRequestException($"{argument} of the provider depends on something that is known only after an apply. Apply what it depends on first, with -target."));
}
