namespace Layers;

/// <summary>Numbers of planes before and after a volume, along each of its axes. One number stands for all six, three for depth, height and
/// width: <c>new ZeroPadding3D(1)</c>, <c>new ZeroPadding3D((1, 2, 2))</c>, <c>new ZeroPadding3D(((1, 0), (2, 2), (0, 1)))</c>.</summary>
/// <param name="Depth">Before and after, along the first axis of space.</param>
/// <param name="Height">Above and below.</param>
/// <param name="Width">To the left and to the right.</param>
public readonly record struct Margins3D((int Before, int After) Depth, (int Before, int After) Height, (int Before, int After) Width)
{
    /// <summary>The same on all sides.</summary>
    public static implicit operator Margins3D(int all) => new((all, all), (all, all), (all, all));

    /// <summary>The same on both sides of each axis.</summary>
    public static implicit operator Margins3D((int Depth, int Height, int Width) margins) =>
        new((margins.Depth, margins.Depth), (margins.Height, margins.Height), (margins.Width, margins.Width));

    /// <summary>Before and after, along each axis.</summary>
    public static implicit operator Margins3D(((int Before, int After) Depth, (int Before, int After) Height, (int Before, int After) Width) margins) =>
        new(margins.Depth, margins.Height, margins.Width);

    internal (int Before, int After)[] ToArray() => [Depth, Height, Width];

    internal static Margins3D Of((int Before, int After)[] sides) => new(sides[0], sides[1], sides[2]);
}
