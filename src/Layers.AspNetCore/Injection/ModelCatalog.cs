using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Layers.AspNetCore;

/// <summary>All models of an application, each once, whichever way it was asked for.</summary>
internal sealed class ModelCatalog : IDisposable
{
    // Of applications that map models without adding any to their services.
    private static readonly ConditionalWeakTable<IServiceProvider, ModelCatalog> s_catalogs = [];

    private static readonly StringComparer s_paths =
        OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ServedModel> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Pattern, ServedModel Model)> _names = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<object, object> _mapped = [];
    private readonly IServiceProvider _services;
    private readonly ModelRegistration[] _registrations;
    private int _groups;

    public ModelCatalog(IServiceProvider services)
    {
        _services = services;
        _registrations = [.. services.GetServices<ModelRegistration>().DistinctBy(registration => registration.Key)];
    }

    /// <summary>The models by their names in the inference protocol.</summary>
    public IReadOnlyDictionary<string, ServedModel> Names
    {
        get
        {
            lock (_lock) return _names.ToDictionary(name => name.Key, name => name.Value.Model, StringComparer.Ordinal);
        }
    }

    /// <summary>The catalog of an application.</summary>
    public static ModelCatalog Of(IServiceProvider services) =>
        services.GetService<ModelCatalog>() ?? s_catalogs.GetValue(services, static services =>
    {
        var catalog = new ModelCatalog(services);
        services.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(catalog.Dispose);
        return catalog;
    });

    /// <summary>All models there are.</summary>
    public IReadOnlyList<ServedModel> All()
    {
        foreach (var registration in _registrations) Get(registration.Path);
        lock (_lock) return [.. _models.Values.OrderBy(model => model.Key, StringComparer.Ordinal)];
    }

    /// <summary>The only model that services were told of.</summary>
    /// <exception cref="InvalidOperationException">There are several.</exception>
    public ServedModel Only() =>
        _registrations is [var only] ? Get(only.Path) : throw Throw.SeveralModels(_registrations.Select(registration => registration.Key));

    /// <summary>The model of a file; made when it is first asked for.</summary>
    /// <param name="path">As it was written; relative to the content root of the application.</param>
    /// <param name="configure">Sets its options; null for those of the services.</param>
    /// <exception cref="InvalidOperationException">Another file has the same key, or the model is there and would have other
    /// options.</exception>
    public ServedModel Get(string path, Action<ServedModelOptions>? configure = null)
    {
        var (key, full) = (ServedModel.KeyOf(path), FullPathOf(path));
        lock (_lock)
        {
            var registered = _registrations.FirstOrDefault(registration => registration.Key == key);
            if (registered is not null && !s_paths.Equals(FullPathOf(registered.Path), full))
                throw Throw.KeyTwice(key, full, FullPathOf(registered.Path));
            if (_models.TryGetValue(key, out var known))
            {
                if (!s_paths.Equals(known.Path, full)) throw Throw.KeyTwice(key, full, known.Path);
                return configure is null ? known : throw Throw.OptionsTwice(key);
            }
            if (configure is not null && registered is not null) throw Throw.OptionsTwice(key);
            var options = _services.GetService<IOptionsMonitor<ServedModelOptions>>()?.Get(key) ?? new ServedModelOptions();
            configure?.Invoke(options);
            return _models[key] = new ServedModel(full, options, _services.GetService<ILogger<ServedModel>>());
        }
    }

    /// <summary>Gives a model its name in the inference protocol.</summary>
    /// <exception cref="InvalidOperationException">Another one has it.</exception>
    public void Name(string name, string pattern, ServedModel model)
    {
        lock (_lock)
            if (!_names.TryAdd(name, (pattern, model))) throw Throw.NameTwice(name, pattern, _names[name].Pattern);
    }

    /// <summary>Whether routes are mapped into a group for the first time, and how many groups were before.</summary>
    public bool IsFirstOf(object group, out int before)
    {
        lock (_lock)
        {
            before = _groups;
            if (!_mapped.TryAdd(group, group)) return false;
            _groups++;
            return true;
        }
    }

    public void Dispose()
    {
        lock (_lock)
            foreach (var model in _models.Values) model.Dispose();
    }

    private string FullPathOf(string path)
    {
        var root = _services.GetService<IHostEnvironment>()?.ContentRootPath;
        return Path.GetFullPath(path, string.IsNullOrEmpty(root) ? Directory.GetCurrentDirectory() : Path.GetFullPath(root));
    }
}
