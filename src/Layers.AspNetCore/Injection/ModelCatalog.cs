using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Layers.AspNetCore;

/// <summary>All models of an application, whether they were added to the services or mapped. Each file has one model.</summary>
internal sealed class ModelCatalog : IDisposable
{
    // The catalogs of applications that map models and add no model to their services.
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

    /// <summary>Returns the catalog of an application.</summary>
    public static ModelCatalog Of(IServiceProvider services) =>
        services.GetService<ModelCatalog>() ?? s_catalogs.GetValue(services, static services =>
    {
        var catalog = new ModelCatalog(services);
        services.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(catalog.Dispose);
        return catalog;
    });

    /// <summary>Returns all models.</summary>
    public IReadOnlyList<ServedModel> All()
    {
        foreach (var registration in _registrations) Get(registration.Path);
        lock (_lock) return [.. _models.Values.OrderBy(model => model.Key, StringComparer.Ordinal)];
    }

    /// <summary>Returns the only model that was added to the services.</summary>
    /// <exception cref="InvalidOperationException">No model was added, or several were.</exception>
    public ServedModel Only() =>
        _registrations is [var only] ? Get(only.Path) : throw Throw.SeveralModels(_registrations.Select(registration => registration.Key));

    /// <summary>Returns the model of a file, and makes it on the first call.</summary>
    /// <param name="path">The path as the application wrote it, relative to its content root.</param>
    /// <param name="configure">Sets the options; null for the options of the services.</param>
    /// <exception cref="InvalidOperationException">Another file has the same key, or the options of the model are set already.</exception>
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

    /// <summary>Sets the name of a model in the inference protocol.</summary>
    /// <exception cref="InvalidOperationException">Another model has the name.</exception>
    public void Name(string name, string pattern, ServedModel model)
    {
        lock (_lock)
            if (!_names.TryAdd(name, (pattern, model))) throw Throw.NameTwice(name, pattern, _names[name].Pattern);
    }

    /// <summary>Returns whether routes are mapped into a group for the first time, and the number of groups that were mapped before
    /// it.</summary>
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
