namespace Layers;

/// <summary>The numbers of planes before and after a volume along each of its axes. One number stands for all six sides, three numbers for
/// depth, height and width: <c>new ZeroPadding3D(1)</c>, <c>new ZeroPadding3D((1, 2, 2))</c>, <c>new ZeroPadding3D(((1, 0), (2, 2), (0,
/// 1)))</c>.</summary>
/// <param name="Depth">The numbers of planes before and after, along the first spatial axis.</param>
/// <param name="Height">The numbers of planes above and below.</param>
/// <param name="Width">The numbers of planes to the left and to the right.</param>
public readonly record struct Margins3D((int Before, int After) Depth, (int Before, int After) Height, (int Before, int After) Width)
{
    /// <summary>Converts one number to margins with that number on all sides.</summary>
    public static implicit operator Margins3D(int all) => new((all, all), (all, all), (all, all));

    /// <summary>Converts one number for each axis, which stands for both of its sides.</summary>
    public static implicit operator Margins3D((int Depth, int Height, int Width) margins) =>
        new((margins.Depth, margins.Depth), (margins.Height, margins.Height), (margins.Width, margins.Width));

    /// <summary>Converts the numbers before and after, along each axis.</summary>
    public static implicit operator Margins3D(((int Before, int After) Depth, (int Before, int After) Height,
        (int Before, int After) Width) margins) =>
        new(margins.Depth, margins.Height, margins.Width);

    internal (int Before, int After)[] ToArray() => [Depth, Height, Width];

    internal static Margins3D Of((int Before, int After)[] sides) => new(sides[0], sides[1], sides[2]);
}
