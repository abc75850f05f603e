using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Plumb.Plugins.Protocol;
using Plumb.Plugins.Protocol.Messages.Process;

namespace Plumb.Plugins.Client;

/// <summary>The connection to one plugin process, and what its failures mean. Calls may be made at once from several threads.</summary>
internal sealed class PluginConnection : IDisposable
{
    /// <summary>More than any schema or state of one resource; what is longer is refused.</summary>
    private const int MaximumMessageSize = 256 * 1024 * 1024;

    private readonly PluginProgramFile _program;
    private readonly PluginProcess? _process;
    private readonly X509Certificate2? _ownCertificate;
    private readonly GrpcChannel _channel;
    private readonly CallInvoker _calls;
    private readonly PlainMethods _plain = new();

    /// <param name="ownCertificate">Goes with the connection.</param>
    /// <param name="process">Null for a process that someone else started.</param>
    public PluginConnection(PluginProgramFile program, HandshakeLine line, X509Certificate2? ownCertificate, PluginProcess? process)
    {
        (_program, _process, _ownCertificate) = (program, process, ownCertificate);
        Methods = ProviderMethods.For((ProtocolVersion)line.ProtocolVersion);
        var secure = !line.Certificate.IsEmpty && ownCertificate is not null;
        _channel = GrpcChannel.ForAddress(secure ? $"https://{PluginCertificate.HostName}" : $"http://{PluginCertificate.HostName}", new GrpcChannelOptions
        {
            // A client instead of its handler: a channel over a handler balances load among addresses, of which there is one.
            HttpClient = new HttpClient(Handler(line, secure ? ownCertificate : null)) { Timeout = Timeout.InfiniteTimeSpan },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MaximumMessageSize,
            MaxSendMessageSize = null,
            MaxRetryAttempts = null,
        });
        _calls = _channel.CreateCallInvoker();
    }

    public ProviderMethods Methods { get; }

    /// <exception cref="PluginException">No answer, or none that can be understood.</exception>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(Method<TRequest, TResponse> method, TRequest request, CancellationToken cancellation)
        where TRequest : class, IMessage
        where TResponse : class, IMessage
    {
        try
        {
            using var call = _calls.AsyncUnaryCall(_plain.Of(method), null, new CallOptions(cancellationToken: cancellation), request);
            return (TResponse)await call.ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw await ExplainAsync(method.Name, e).ConfigureAwait(false);
        }
    }

    /// <summary>A call with many answers, each of which says if more are wanted.</summary>
    /// <exception cref="PluginException">The answers break off, or cannot be understood.</exception>
    public async Task StreamAsync<TRequest, TResponse>(Method<TRequest, TResponse> method, TRequest request, Func<TResponse, ValueTask<bool>> answered, CancellationToken cancellation)
        where TRequest : class, IMessage
        where TResponse : class, IMessage
    {
        try
        {
            using var call = _calls.AsyncServerStreamingCall(_plain.Of(method), null, new CallOptions(cancellationToken: cancellation), request);
            while (await call.ResponseStream.MoveNext(cancellation).ConfigureAwait(false))
                if (!await answered((TResponse)call.ResponseStream.Current).ConfigureAwait(false)) return;
        }
        catch (RpcException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw await ExplainAsync(method.Name, e).ConfigureAwait(false);
        }
    }

    /// <summary>The same where the caller cannot wait otherwise: functions are called in the middle of an expression.</summary>
    public TResponse Call<TRequest, TResponse>(Method<TRequest, TResponse> method, TRequest request)
        where TRequest : class, IMessage
        where TResponse : class, IMessage
    {
        try
        {
            return (TResponse)_calls.BlockingUnaryCall(_plain.Of(method), null, default, request);
        }
        catch (RpcException e)
        {
            throw Explain(method.Name, e, _process?.DescribeEnd());
        }
    }

    /// <summary>Null where the plugin is older than the call.</summary>
    public async Task<TResponse?> TryCallAsync<TRequest, TResponse>(Method<TRequest, TResponse> method, TRequest request, CancellationToken cancellation)
        where TRequest : class, IMessage
        where TResponse : class, IMessage
    {
        try
        {
            return await CallAsync(method, request, cancellation).ConfigureAwait(false);
        }
        catch (PluginException e) when (e.InnerException is RpcException { StatusCode: StatusCode.Unimplemented })
        {
            return null;
        }
    }

    public async Task ShutdownAsync(TimeSpan patience)
    {
        try
        {
            using var call = _calls.AsyncUnaryCall(_plain.Of(ProcessMethods.Shutdown), null, new CallOptions(deadline: TimeProvider.System.GetUtcNow().UtcDateTime + patience), new Empty());
            await call.ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException)
        {
            // It is on its way out, or will be killed: either way it has been asked.
        }
    }

    /// <summary>What the plugin prints goes to the log, until the connection ends.</summary>
    public async Task ForwardOutputAsync(IPluginLog log)
    {
        try
        {
            using var stream = _calls.AsyncServerStreamingCall(_plain.Of(ProcessMethods.StreamStdio), null, default, new Empty());
            while (await stream.ResponseStream.MoveNext(default).ConfigureAwait(false))
                foreach (var line in Encoding.UTF8.GetString(((StdioData)stream.ResponseStream.Current).Data.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    log.Write(PluginLogLevel.Debug, _program.LogName, line);
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException or ObjectDisposedException)
        {
            // Older plugins have no such stream, and every stream ends with its process.
        }
    }

    public void Dispose()
    {
        // Ends the stream of output too. A token would end it as well, but the client then writes down a stack trace, for which
        // a native program sorts the names of all its methods.
        _channel.Dispose();
        _ownCertificate?.Dispose();
    }

    private static SocketsHttpHandler Handler(HandshakeLine line, X509Certificate2? own)
    {
        var endpoint = EndPointOf(line);
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            InitialHttp2StreamWindowSize = 4 * 1024 * 1024,
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, endpoint.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
                try
                {
                    await socket.ConnectAsync(endpoint, cancellation).ConfigureAwait(false);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch (Exception)
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        if (own is null) return handler;
        var announced = line.Certificate;
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            TargetHost = PluginCertificate.HostName,
            ClientCertificates = [own],
            RemoteCertificateValidationCallback = (_, shown, _, _) => PluginCertificate.Matches(shown, announced.Span),
        };
        return handler;
    }

    private static EndPoint EndPointOf(HandshakeLine line)
    {
        if (line.Network == "unix") return new UnixDomainSocketEndPoint(line.Address);
        return IPEndPoint.TryParse(line.Address, out var address) && IPAddress.IsLoopback(address.Address)
            ? address
            : throw new PluginException(PluginFaults.NoHandshake, $"The plugin says that it listens at {line.Address}, which is not an address of this machine's loopback.");
    }

    private async Task<PluginException> ExplainAsync(string call, RpcException failure)
    {
        if (failure.StatusCode == StatusCode.Unimplemented)
            return new PluginException(PluginFaults.NotSupported, $"The provider {_program.Name} does not know the call {call}. A newer version of it may.", failure);
        return Explain(call, failure, _process is null ? null : await _process.DescribeEndAsync().ConfigureAwait(false));
    }

    /// <param name="end">How its process ended; null where it runs.</param>
    private PluginException Explain(string call, RpcException failure, string? end)
    {
        if (end is not null)
            return new PluginException(PluginFaults.Crashed, $"The provider {_program.Name} was asked for {call}, and its process {end}\n\n{PluginFaults.BugAdvice}", failure) { MayHaveActed = true };
        var reason = failure.StatusCode == StatusCode.ResourceExhausted
            ? "its answer is larger than any sound one"
            : $"{failure.StatusCode}: {failure.Status.Detail}";
        return new PluginException(PluginFaults.NotResponding, $"The provider {_program.Name} was asked for {call}, and no answer came: {reason}.\n\nThe log that TF_LOG=debug turns on may tell more.", failure) { MayHaveActed = true };
    }
}
