namespace Layers;

/// <summary>What shows itself in a page or in a notebook.</summary>
internal interface IShown
{
    /// <summary>Writes itself, without the sheet that says how it looks.</summary>
    /// <param name="page">Where.</param>
    void Show(Markup page);
}
