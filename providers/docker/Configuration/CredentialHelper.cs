using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Plumb.Provider.Docker.Engine;
using Plumb.Provider.Docker.Engine.Wire;

namespace Plumb.Provider.Docker.Configuration;

/// <summary>Asks a program docker-credential-…: the registry goes in as a line, a JSON object with Username and Secret comes out.</summary>
internal static class CredentialHelper
{
    private const string TokenUser = "<token>";

    /// <summary>Null where the program knows nothing of the registry.</summary>
    /// <exception cref="EngineException">The program is not there or breaks.</exception>
    public static async Task<RegistryLogin?> AskAsync(string helper, string server, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo($"docker-credential-{helper}", ["get"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Start(start);
        try
        {
            await process.StandardInput.WriteLineAsync(server);
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await errors;
            await process.WaitForExitAsync(cancellation);
            // Helpers answer so for registries that nobody has signed in at.
            return process.ExitCode == 0 ? Read(output, server) : null;
        }
        catch (JsonException)
        {
            throw new EngineException($"The credential helper {start.FileName} did not answer with JSON.");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new EngineException($"The credential helper {start.FileName} cannot be started.");
        }
        catch (Win32Exception e)
        {
            throw new EngineException($"The credential helper {start.FileName}, which Docker's configuration names, cannot be started: {e.Message}", cause: e);
        }
    }

    private static RegistryLogin? Read(string output, string server)
    {
        using var document = JsonDocument.Parse(output);
        var (user, secret) = (Text(document.RootElement, "Username"), Text(document.RootElement, "Secret"));
        if (user is null || secret is null) return null;
        return user == TokenUser
            ? new RegistryLogin { IdentityToken = secret, ServerAddress = server }
            : new RegistryLogin { UserName = user, Password = secret, ServerAddress = server };
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
