using System.Globalization;
using Layers.Graphs;

namespace Layers;

/// <summary>A group of a weights file: groups and tensors by name. It does not depend on layers; the code that walks the model chooses the
/// paths. Reading and writing use the same tree.</summary>
/// <remarks>A tensor that comes from a file is read when it is first requested; the file must still be open.</remarks>
internal sealed class WeightGroup
{
    private readonly OrderedDictionary<string, WeightGroup> _groups = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, Lazy<TensorData>> _tensors = new(StringComparer.Ordinal);

    /// <summary>The user's name of the layer. Keras writes it to a group <c>vars</c> and never reads it.</summary>
    public string? Name { get; set; }

    /// <summary>The path of the group in a file whose groups have older names; null if the names are current.</summary>
    public string? Origin { get; set; }

    /// <summary>The texts that Keras's older files have on groups, by name: the model's settings, the names of layers and
    /// weights.</summary>
    public Dictionary<string, IReadOnlyList<string>> Notes { get; } = [];

    /// <summary>The groups in this group, in the order in which they were added.</summary>
    public IReadOnlyDictionary<string, WeightGroup> Groups => _groups;

    /// <summary>The names of the tensors in this group, in the order in which they were added.</summary>
    public IReadOnlyCollection<string> Tensors => _tensors.Keys;

    /// <summary>Gets or sets the tensor of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    /// <exception cref="InvalidDataException">The file has an invalid tensor under that name.</exception>
    public TensorData this[string name]
    {
        get => _tensors.TryGetValue(name, out var tensor) ? tensor.Value : throw Throw.NoSuchTensor(name, Tensors);
        set
        {
            if (!_tensors.ContainsKey(name)) CheckFree(name);
            _tensors[name] = new Lazy<TensorData>(value);
        }
    }

    /// <summary>Adds a tensor that is read when it is first requested.</summary>
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

    /// <summary>Returns the group at a path such as <c>layers/dense/vars</c>, and creates missing groups; "" is this group.</summary>
    public WeightGroup At(string path)
    {
        var group = this;
        foreach (var name in Parts(path))
            group = group._groups.TryGetValue(name, out var child) ? child : group.Add(name);
        return group;
    }

    /// <summary>Returns the group at a path, or <see langword="null"/> if a part of the path is missing.</summary>
    /// <exception cref="InvalidDataException">A part of the path is a tensor.</exception>
    public WeightGroup? Find(string path)
    {
        var group = this;
        foreach (var name in Parts(path))
            if (group._groups.TryGetValue(name, out var child)) group = child;
            else return group._tensors.ContainsKey(name) ? throw Throw.NotAGroup(path) : null;
        return group;
    }

    /// <summary>Returns the tensor at a path, or <see langword="null"/> if there is none.</summary>
    /// <exception cref="InvalidDataException">A part of the path is a tensor, or the file has an invalid tensor there.</exception>
    public TensorData? Tensor(string path)
    {
        var end = path.LastIndexOf('/');
        var name = path[(end + 1)..];
        return (end < 0 ? this : Find(path[..end])) is { } group && group._tensors.TryGetValue(name, out var tensor) ? tensor.Value : null;
    }

    /// <summary>Returns the tensors 0, 1, 2, … of the group at a path, by number; none if there is no such group.</summary>
    /// <remarks>They are sorted by number, because a file lists them by text: 0, 1, 10, 2. Tensors with other names are left out.</remarks>
    /// <exception cref="InvalidDataException">A number is missing, or is the name of a group; or a part of the path is a
    /// tensor.</exception>
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

    /// <summary>Stores tensors as 0, 1, 2, … in the group at a path, and sets its <see cref="Name"/>.</summary>
    public WeightGroup SetVariables(string path, IEnumerable<TensorData> variables, string? name = null)
    {
        var group = At(path);
        foreach (var old in group.Tensors.Where(IsNumber).ToArray()) group._tensors.Remove(old);
        var count = 0;
        foreach (var variable in variables) group[Number(count++)] = variable;
        group.Name = name;
        return group;
    }

    /// <summary>Whether a name is valid as a part of a path.</summary>
    internal static bool IsName(string name) => name.Length > 0 && name != "." && !name.AsSpan().ContainsAny('/', '\0');

    /// <summary>Whether no group or tensor has a name.</summary>
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
