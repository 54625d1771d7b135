using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Layers.AspNetCore;

/// <summary>Models among the services of an application.</summary>
public static class ModelServices
{
    /// <summary>Adds a model to be injected as a <see cref="ServedModel"/>, by its key: its file name without the ending. It is loaded when
    /// it is first asked. The only model that was added is also injected without a key.</summary>
    /// <param name="services">The services.</param>
    /// <param name="path">The file, which need not be there yet; relative to the content root of the application.</param>
    /// <param name="configure">Sets how it is served; <see langword="null"/> for the defaults, or for what
    /// <c>Configure&lt;ServedModelOptions&gt;(key, …)</c> says.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="InvalidOperationException">Another file has the same key.</exception>
    /// <example><code>
    /// builder.Services.AddModel("penguins.keras");
    /// app.MapPost("/triage", async ([FromKeyedServices("penguins")] ServedModel model, Penguin bird, CancellationToken stop) =>
    ///     (await model.PredictAsync(bird, stop)).Prediction.Label);
    /// </code></example>
    public static IServiceCollection AddModel(this IServiceCollection services, string path, Action<ServedModelOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var key = ServedModel.KeyOf(path);
        var same = services.Where(service => service.ServiceType == typeof(ModelRegistration))
            .Select(service => (ModelRegistration)service.ImplementationInstance!).FirstOrDefault(other => other.Key == key);
        if (same is not null && Path.GetFullPath(same.Path) != Path.GetFullPath(path)) throw Throw.KeyTwice(key, path, same.Path);
        services.AddOptions();
        if (configure is not null) services.Configure(key, configure);
        services.TryAddSingleton(static provider => new ModelCatalog(provider));
        if (same is null) services.AddSingleton(new ModelRegistration(key, path));
        services.TryAddKeyedSingleton(key, (provider, _) => provider.GetRequiredService<ModelCatalog>().Get(path));
        services.TryAddSingleton(static provider => provider.GetRequiredService<ModelCatalog>().Only());
        return services;
    }
}
