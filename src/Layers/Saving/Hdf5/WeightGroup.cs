using System.Globalization;
using Layers.Graphs;

namespace Layers;

/// <summary>A group of a weights file: groups and tensors by name. It knows nothing of layers, so that the one who walks
/// the model decides on the paths, and reading and writing share one picture of the file.</summary>
/// <remarks>Tensors that were read from a file are fetched when they are first asked for; the file must be open then.</remarks>
internal sealed class WeightGroup
{
    private readonly OrderedDictionary<string, WeightGroup> _groups = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, Lazy<TensorData>> _tensors = new(StringComparer.Ordinal);

    /// <summary>What the user calls the layer: Keras notes it on a group <c>vars</c> and never reads it.</summary>
    public string? Name { get; set; }

    /// <summary>Where it is in a file whose groups have other names than today's; null where they have not.</summary>
    public string? Origin { get; set; }

    /// <summary>Texts that Keras's older files note on groups, by name: the model's settings, the names of layers and weights.</summary>
    public Dictionary<string, IReadOnlyList<string>> Notes { get; } = [];

    /// <summary>The groups in here, in the order they were added.</summary>
    public IReadOnlyDictionary<string, WeightGroup> Groups => _groups;

    /// <summary>The names of the tensors in here, in the order they were added.</summary>
    public IReadOnlyCollection<string> Tensors => _tensors.Keys;

    /// <summary>The tensor of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">The file holds something there that is not such a tensor.</exception>
    public TensorData this[string name]
    {
        get => _tensors.TryGetValue(name, out var tensor) ? tensor.Value : throw Throw.NoSuchTensor(name, Tensors);
        set
        {
            if (!_tensors.ContainsKey(name)) CheckFree(name);
            _tensors[name] = new Lazy<TensorData>(value);
        }
    }

    /// <summary>Adds a tensor that is made when it is first asked for.</summary>
    public void Add(string name, Func<TensorData> read)
    {
        CheckFree(name);
        _tensors.Add(name, new Lazy<TensorData>(read, LazyThreadSafetyMode.None));
    }

    /// <summary>Adds an empty group.</summary>
    public WeightGroup Add(string name)
    {
        CheckFree(name);
        var group = new WeightGroup();
        _groups.Add(name, group);
        return group;
    }

    /// <summary>The group at a path such as <c>layers/dense/vars</c>, made with all above it where it is missing; "" is this one.</summary>
    public WeightGroup At(string path)
    {
        var group = this;
        foreach (var name in Parts(path))
            group = group._groups.TryGetValue(name, out var child) ? child : group.Add(name);
        return group;
    }

    /// <summary>The group at a path, or <see langword="null"/> where a part of it is missing.</summary>
    /// <exception cref="InvalidDataException">A part of the path is a tensor.</exception>
    public WeightGroup? Find(string path)
    {
        var group = this;
        foreach (var name in Parts(path))
            if (group._groups.TryGetValue(name, out var child)) group = child;
            else return group._tensors.ContainsKey(name) ? throw Throw.NotAGroup(path) : null;
        return group;
    }

    /// <summary>The tensor at a path, or <see langword="null"/> where there is none.</summary>
    /// <exception cref="InvalidDataException">A part of the path is a tensor, or the file holds something there that is not such a
    /// tensor.</exception>
    public TensorData? Tensor(string path)
    {
        var end = path.LastIndexOf('/');
        var name = path[(end + 1)..];
        return (end < 0 ? this : Find(path[..end])) is { } group && group._tensors.TryGetValue(name, out var tensor) ? tensor.Value : null;
    }

    /// <summary>The tensors 0, 1, 2, … of the group at a path, by number; none where there is no such group.</summary>
    /// <remarks>By number, since a file lists them by text: 0, 1, 10, 2. Tensors with other names are not among them.</remarks>
    /// <exception cref="InvalidDataException">A number is left out, or stands for a group; a part of the path is a tensor.</exception>
    public IReadOnlyList<TensorData> Variables(string path)
    {
        if (Find(path) is not { } group) return [];
        if (group._groups.Keys.FirstOrDefault(IsNumber) is { } wrong) throw Throw.NotATensor($"{path}/{wrong}");

        var variables = new TensorData[group.Tensors.Count(IsNumber)];
        for (var i = 0; i < variables.Length; i++)
            variables[i] = group._tensors.TryGetValue(Number(i), out var tensor)
                ? tensor.Value
                : throw Throw.MissingVariable(path, i, variables.Length);
        return variables;
    }

    /// <summary>Makes the group at a path hold these tensors as 0, 1, 2, …, and sets its <see cref="Name"/>.</summary>
    public WeightGroup SetVariables(string path, IEnumerable<TensorData> variables, string? name = null)
    {
        var group = At(path);
        foreach (var old in group.Tensors.Where(IsNumber).ToArray()) group._tensors.Remove(old);
        var count = 0;
        foreach (var variable in variables) group[Number(count++)] = variable;
        group.Name = name;
        return group;
    }

    /// <summary>Whether a name can stand in a path.</summary>
    internal static bool IsName(string name) => name.Length > 0 && name != "." && !name.AsSpan().ContainsAny('/', '\0');

    /// <summary>Whether there is no group or tensor of that name.</summary>
    internal bool IsFree(string name) => !_groups.ContainsKey(name) && !_tensors.ContainsKey(name);

    private void CheckFree(string name)
    {
        if (!IsName(name)) throw Throw.NoWeightName(name);
        if (!IsFree(name)) throw Throw.WeightNameTaken(name);
    }

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsNumber(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Number(number) == name;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
