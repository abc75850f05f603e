using Plumb.Cli.Rendering;
using Plumb.Cli.Rendering.Json;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;

namespace Plumb.Cli.Commands;

/// <summary>What <c>init</c> says, for people or, where there is a stream, for programs.</summary>
internal sealed class InitMessages(Terminal terminal, MessageStream? stream)
{
    private string Product => terminal.Program.Product;

    /// <summary>What is done with providers in particular.</summary>
    public IProviderProgress OfProviders { get; } = new ProviderMessages(terminal, stream);

    public void Backend() => Say("Initializing the backend...", "initializing_backend_message");

    public void Modules(bool upgrade) => Say(upgrade ? "Upgrading modules..." : "Initializing modules...", upgrade ? "upgrading_modules_message" : "initializing_modules_message");

    public void Providers() => Say("Initializing provider plugins...", "initializing_provider_plugin_message");

    /// <summary>One step of the installation.</summary>
    public void Progress(string line)
    {
        if (stream is not null) stream.Log(line);
        else Line(line);
    }

    public void Success()
    {
        Say(Spaced($"{Product} has been successfully initialized!"), "output_init_success_message");
        Say(Spaced($"""
            You may now begin working with {Product}. To see what it would change, run:
                {terminal.Program.Command} plan

            Run this command again when modules, providers or the backend of the configuration
            change; the other commands say so where it is needed.
            """), "output_init_success_cli_message");
    }

    public void Empty() => Say($"""
        {Product} initialized in an empty directory!

        There are no configuration files yet. Write some, such as main.tf, and run
        this command again when they call modules.
        """, "output_init_empty_message");

    public void Write(DiagnosticBag diagnostics, bool color)
    {
        if (stream is not null) stream.Write(diagnostics);
        else DiagnosticText.Write(terminal, diagnostics, color);
    }

    private string Spaced(string text) => stream is null ? "\n" + text : text;

    private void Say(string text, string code)
    {
        if (stream is not null) stream.Write(text, "init_output", json => json.WriteString("message_code", code));
        else Line(text);
    }

    private void Line(string text)
    {
        terminal.Out.WriteLine(text);
        // Downloads take their time.
        terminal.Out.Flush();
    }
}
