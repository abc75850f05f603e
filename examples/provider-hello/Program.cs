using Plumb.Plugins.Server;
using Plumb.Provider.Authoring;
using Plumb.Provider.Models;

var provider = new ComposedProvider { Resources = [new GreetingResource()] };
return await PluginServer.ServeAsync(args, provider, new() { Address = "registry.terraform.io/example/hello" });

/// <summary>A greeting.</summary>
[Resource("hello_greeting")]
internal sealed partial class Greeting
{
    [Computed, UseStateForUnknown]
    public string Id { get; set; }

    /// <summary>Who is greeted; another name makes another greeting.</summary>
    [Required, LengthAtLeast(1), RequiresReplace]
    public string Name { get; set; }

    [Default("Hello"), OneOf("Hello", "Good morning")]
    public string Salutation { get; set; }

    [Computed]
    public string Message { get; set; }
}

internal sealed class GreetingResource : Resource<Greeting>
{
    protected override ValueTask<Greeting?> CreateAsync(Greeting plan, ApplyContext<Greeting> context, CancellationToken cancellation) =>
        UpdateAsync(plan, context, cancellation);

    protected override ValueTask<Greeting?> UpdateAsync(Greeting plan, ApplyContext<Greeting> context, CancellationToken cancellation)
    {
        plan.Id = plan.Name;
        plan.Message = $"{plan.Salutation}, {plan.Name}!";
        return new(plan);
    }
}
