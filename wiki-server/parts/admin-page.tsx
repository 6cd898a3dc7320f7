import type { ComponentChildren } from 'preact';
import { type AdminPlace, AdminLinks } from './admin-side.tsx';
import { Columns, type Frame, Layout } from './layout.tsx';

export interface AdminPageProps {
  frame: Frame;
  title: string;
  lede: ComponentChildren;
  /** Which of the admin pages it is. */
  place?: AdminPlace | undefined;
  /** Above the links to the other admin pages: what narrows the list. */
  filters?: ComponentChildren;
  /** Its text is to be read, not scanned: at reading width. */
  isNarrow?: boolean;
  children: ComponentChildren;
}

/** A page for those who keep the graph right: its title, what it is for, and the way to the others. */
export function AdminPage({ frame, title, lede, place, filters, isNarrow = false, children }: AdminPageProps) {
  return (
    <Layout frame={frame} title={title} place="admin">
      <Columns
        filters={
          <>
            {filters}
            <AdminLinks place={place} />
          </>
        }
      >
        <header class="head">
          <h1>{title}</h1>
          <p class="lede">{lede}</p>
        </header>
        <article class={isNarrow ? 'admin' : 'wide admin'}>{children}</article>
      </Columns>
    </Layout>
  );
}
