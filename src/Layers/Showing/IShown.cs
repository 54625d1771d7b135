namespace Layers;

/// <summary>An object that writes itself into a page or a notebook.</summary>
internal interface IShown
{
    /// <summary>Writes the object, without a style sheet.</summary>
    /// <param name="page">The page.</param>
    void Show(Markup page);
}
