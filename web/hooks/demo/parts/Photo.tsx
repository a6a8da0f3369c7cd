// A photo to begin with: one's own, or the one that comes with Callsheet.
import { useCallsheet } from "callsheet-hooks";
import { useState } from "react";
import sample from "../../../../callsheet/demo/photo.jpg";

interface Props {
  chosen: (imageId: string) => void;
}

export function Photo({ chosen }: Props) {
  const client = useCallsheet();
  const [photo, setPhoto] = useState<{ name: string; url: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const take = async (file: File) => {
    try {
      setProblem(null);
      const form = new FormData();
      form.append("file", file, file.name);
      const { imageId } = await client.ask("POST", "/api/images", { form });
      setPhoto({ name: file.name, url: `/api/images/${imageId}/content` });
      chosen(imageId);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const takeSample = async () => take(new File([await (await fetch(sample)).blob()], "photo.jpg"));

  return (
    <div className="photo">
      {photo && <img src={photo.url} alt={photo.name} />}
      <label className="button">
        Choose a photo
        <input type="file" accept="image/*" onChange={({ target }) => target.files?.[0] && void take(target.files[0])} />
      </label>
      <button type="button" onClick={() => void takeSample()}>
        Take the sample
      </button>
      {problem && <p className="error">{problem}</p>}
    </div>
  );
}
