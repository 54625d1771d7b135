namespace Layers;

/// <summary>The setting <c>axis</c> of a layer that takes one axis or a list of axes. Files distinguish the two forms.</summary>
internal sealed class AxisSetting
{
    private readonly bool _isList;

    public AxisSetting(int axis) => Axes = [axis];

    public AxisSetting(IReadOnlyList<int> axes, string layer)
    {
        ArgumentNullException.ThrowIfNull(axes);
        if (axes.Count == 0) throw Throw.NoAxes(layer);
        (Axes, _isList) = ([.. axes], true);
    }

    /// <summary>The axes as given, not resolved to a rank.</summary>
    public IReadOnlyList<int> Axes { get; }

    public void Write(ConfigWriter config) =>
        _ = _isList ? config.Set("axis", Axes.Select(axis => (long)axis)) : config.Set("axis", (long)Axes[0]);

    /// <summary>Creates a layer from one axis or from a list, depending on the file; the last axis if the file has no axis.</summary>
    public static T Read<T>(ConfigReader config, Func<int, T> ofOne, Func<IReadOnlyList<int>, T> ofList)
    {
        var isList = config.IsList("axis");
        var axes = config.AxesOr("axis", -1);
        return isList ? ofList(axes) : ofOne(axes[0]);
    }
}
