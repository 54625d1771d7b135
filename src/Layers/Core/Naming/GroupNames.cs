namespace Layers;

/// <summary>The names of the groups in which a weights file keeps the layers of one model: by class and count.</summary>
internal sealed class GroupNames
{
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>Returns the group of the next layer of a class.</summary>
    /// <param name="className">The name of the class in files.</param>
    public string Next(string className)
    {
        var stem = SnakeCase.Of(className);
        var count = _counts.GetValueOrDefault(stem);
        _counts[stem] = count + 1;
        return count == 0 ? stem : $"{stem}_{count}";
    }
}
