namespace Plumb.Plugins.Client;

/// <summary>
/// Requests to the one address a plugin listens at, handed straight to the handler. A channel that is given the handler
/// balances load among addresses, and an ordinary client links tokens and counts for each request; neither is of use here.
/// </summary>
internal sealed class SingleConnection(SocketsHttpHandler handler) : HttpClient(handler)
{
    private readonly HttpMessageInvoker _requests = new(handler, disposeHandler: false);

    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _requests.SendAsync(request, cancellationToken);

    public override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => _requests.Send(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _requests.Dispose();
        base.Dispose(disposing);
    }
}
