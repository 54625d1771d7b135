namespace Layers.ScikitLearn;

/// <summary>The name of a class or a function in a pickle, such as <c>sklearn.preprocessing._data</c> and <c>StandardScaler</c>.</summary>
internal sealed record PickledName(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}
