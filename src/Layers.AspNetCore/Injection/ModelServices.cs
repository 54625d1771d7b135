using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Layers.AspNetCore;

/// <summary>Adds models to the services of an application.</summary>
public static class ModelServices
{
    /// <summary>Adds a model, to be injected as a <see cref="ServedModel"/> by its key: the file name without the extension. The first
    /// request loads it. If only one model is added, it is also injected without a key.</summary>
    /// <param name="services">The services.</param>
    /// <param name="path">The file of the model, relative to the content root of the application. It need not exist yet.</param>
    /// <param name="configure">Sets the options; <see langword="null"/>, the default, uses those of
    /// <c>Configure&lt;ServedModelOptions&gt;(key, …)</c>, or the default options.</param>
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
